/** What the studio points at: nothing of this is part of the segment. */
import { create } from 'zustand'
import { announce } from '../../../app/status'
import { t } from '../../../i18n/canvas'
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
  /** Several nodes chosen to be moved or changed together. */
  chosen: string[]
}

export const useView = create<View>(() => ({ hot: undefined, focus: undefined, lift: undefined, chosen: [] }))

export function setHot(hot: string | undefined): void {
  useView.setState({ hot })
}

/** Nothing is pointed at: another segment is shown. */
export function lookAway(): void {
  useView.setState({ hot: undefined, focus: undefined, lift: undefined, chosen: [] })
}

/** A node with those chosen together with it; alone where it is not chosen. */
export function chosenWith(id: string): string[] {
  const { chosen } = useView.getState()
  return chosen.includes(id) ? chosen : [id]
}

/** Chooses a node too, or no more. */
export function toggleChosen(id: string): void {
  const { chosen } = useView.getState()
  choose(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id])
}

/** Chooses every row from the one in focus to this one. */
export function chooseTo(id: string): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-canvas] [data-node]')].map((row) => row.dataset.node ?? '')
  const from = rows.indexOf(useView.getState().focus ?? id)
  const to = rows.indexOf(id)
  choose(rows.slice(Math.min(from, to), Math.max(from, to) + 1))
}

export function choose(chosen: string[]): void {
  if (chosen.length === 0 && useView.getState().chosen.length === 0) return
  useView.setState({ chosen })
  announce(t.chosen(chosen.length))
}

/** Moves the keyboard's focus to a rule once it is drawn. */
export function focusNode(id: string): void {
  requestAnimationFrame(() => {
    const row = document.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)
    row?.querySelector<HTMLElement>('.grip')?.focus()
    row?.scrollIntoView?.({ block: 'nearest' })
  })
}

/** The grip of the next row, or of the one before. */
export function gripBeside(id: string, by: 1 | -1): HTMLElement | undefined {
  const grips = [...document.querySelectorAll<HTMLElement>('[data-canvas] .grip')]
  const at = grips.findIndex((grip) => grip.closest<HTMLElement>('[data-node]')?.dataset.node === id)
  return grips[at + by]
}

/** Moves the focus to the search of the traits pane. */
export function focusSearch(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-traits] input')?.focus())
}
