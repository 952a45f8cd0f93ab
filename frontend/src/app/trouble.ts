import { create } from 'zustand'
import { sentenceOf } from '../bridge/client'

interface Store {
  sentence: string
  tone: 'bad' | 'good'
}

/** useTrouble holds the sentence shown above the status bar. */
export const useTrouble = create<Store>(() => ({ sentence: '', tone: 'bad' }))

/** showTrouble tells the user what went wrong. */
export function showTrouble(reason: unknown) {
  useTrouble.setState({ sentence: sentenceOf(reason), tone: 'bad' })
}

/** showGood tells the user what has been done. */
export function showGood(sentence: string) {
  useTrouble.setState({ sentence, tone: 'good' })
}

/** dismissTrouble takes the sentence away. */
export function dismissTrouble() {
  useTrouble.setState({ sentence: '' })
}
