/** What the status bar says: the cost of the last act, keys of the focused thing, and words for screen readers. */
import { useEffect } from 'react'
import { create } from 'zustand'

export interface KeyHint {
  keys: string[]
  label: string
}

interface Status {
  /** The last thing that happened: "Counted in 11 ms", "Saved". */
  note: string
  hints: KeyHint[]
  /** Read out politely by screen readers. */
  announcement: string
}

export const useStatus = create<Status>(() => ({ note: '', hints: [], announcement: '' }))

/** Says in the status bar what was just done. Success goes here, never into a toast. */
export function report(note: string) {
  useStatus.setState({ note })
}

/** Says something to screen readers only. The same words twice are read twice. */
export function announce(words: string) {
  const repeated = useStatus.getState().announcement === words
  useStatus.setState({ announcement: repeated ? `${words}\u00a0` : words })
}

/** Shows keys that work on this screen while it is open. hints must be a constant. */
export function useKeyHints(hints: KeyHint[]) {
  useEffect(() => {
    useStatus.setState({ hints })
    return () => useStatus.setState({ hints: [] })
  }, [hints])
}
