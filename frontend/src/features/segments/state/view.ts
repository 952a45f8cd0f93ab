/** What the studio points at: nothing of this is part of the segment. */
import { create } from 'zustand'
import type { Slot } from '../../../rule'

/** A node held by the keyboard and the places it can be walked to. */
export interface Lift {
  id: string
  slots: Slot[]
  at: number
}

interface View {
  /** The node under the pointer, lit in the sentence and among the rows. */
  hot: string | undefined
  /** The node that had the focus last: new traits come after it. */
  focus: string | undefined
  lift: Lift | undefined
}

export const useView = create<View>(() => ({ hot: undefined, focus: undefined, lift: undefined }))

export function setHot(hot: string | undefined): void {
  useView.setState({ hot })
}

/** Moves the keyboard's focus to a rule once it is drawn. */
export function focusNode(id: string): void {
  requestAnimationFrame(() => {
    const row = document.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)
    row?.querySelector<HTMLElement>('.grip')?.focus()
    row?.scrollIntoView?.({ block: 'nearest' })
  })
}

/** Moves the focus to the search of the traits pane. */
export function focusSearch(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-traits] input')?.focus())
}
