/** Which segments the list shows, in which order, and which of them are chosen. Pure. */
import type { SegmentCount, SegmentRow } from '../../../bridge/client'

/** A segment of the list with its numbers: counted ones, else those on record, else none. */
export interface Line extends SegmentRow {
  /** -1 while nothing is counted. */
  mailable: number
  /** Whether the numbers were counted just now, not only recorded. */
  counted: boolean
}

export type Column = 'name' | 'people' | 'mailable' | 'usedIn' | 'changed' | 'state'

export interface Order {
  column: Column
  down: boolean
}

export function lineOf(row: SegmentRow, count: SegmentCount | undefined): Line {
  if (!count) return { ...row, mailable: -1, counted: false }
  return { ...row, people: count.people, mailable: count.mailable, counted: true }
}

const keys: Record<Column, (line: Line) => string | number> = {
  name: () => '',
  people: (line) => line.people,
  mailable: (line) => line.mailable,
  usedIn: (line) => line.usedIn.length,
  changed: (line) => Date.parse(line.updatedAt),
  state: (line) => (line.frozenAt ? 1 : 0),
}

/** The lines whose name or sentence has all the words, in an order. Equal ones stay by name. */
export function shown(lines: Line[], search: string, { column, down }: Order): Line[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const found = lines.filter((line) => {
    const text = `${line.name} ${line.sentence}`.toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
  const sign = down ? -1 : 1
  const byName = (a: Line, b: Line) => a.name.localeCompare(b.name)
  return found.sort((a, b) => {
    const [x, y] = [keys[column](a), keys[column](b)]
    if (x === y) return column === 'name' ? sign * byName(a, b) : byName(a, b)
    return x < y ? -sign : sign
  })
}

/** The order after a press on a column's head: numbers begin with the largest, words with the first. */
export function pressedHead(order: Order, column: Column): Order {
  if (order.column === column) return { column, down: !order.down }
  return { column, down: column !== 'name' && column !== 'state' }
}

export interface Choice {
  ids: number[]
  /** Where a choice with Shift begins. */
  anchor: number | undefined
}

export const noChoice: Choice = { ids: [], anchor: undefined }

/** Chooses one more, or one less. */
export function flipped({ ids }: Choice, id: number): Choice {
  return { ids: ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id], anchor: id }
}

/** Chooses everything from the anchor to a line. */
export function extended(choice: Choice, id: number, order: number[]): Choice {
  const from = order.indexOf(choice.anchor ?? id)
  const to = order.indexOf(id)
  if (from < 0 || to < 0) return flipped(choice, id)
  const between = order.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { ids: [...choice.ids.filter((other) => !between.includes(other)), ...between], anchor: choice.anchor ?? id }
}

/** What of a choice is still there. */
export function remaining(choice: Choice, lines: Line[]): Choice {
  const ids = choice.ids.filter((id) => lines.some((line) => line.id === id))
  return ids.length === choice.ids.length ? choice : { ...choice, ids }
}
