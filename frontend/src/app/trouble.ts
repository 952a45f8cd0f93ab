import { create } from 'zustand'
import { sentenceOf } from '../bridge/client'

/** useTrouble holds the sentence shown above the status bar. */
export const useTrouble = create<{ sentence: string }>(() => ({ sentence: '' }))

/** showTrouble tells the user what went wrong. */
export function showTrouble(reason: unknown) {
  useTrouble.setState({ sentence: sentenceOf(reason) })
}

/** dismissTrouble takes the sentence away. */
export function dismissTrouble() {
  useTrouble.setState({ sentence: '' })
}
