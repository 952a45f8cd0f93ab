import type { SortBy } from './types'

/** Where a column stands among those sorted by, -1 for not at all. */
export function sortOf(sort: SortBy[], column: string): { at: number; descending: boolean } {
  const at = sort.findIndex((s) => s.column === column)
  return { at, descending: at >= 0 && sort[at]!.descending }
}

/** The next step of a pressed header: up, down, not at all. more: beside the other columns. */
export function sortedBy(sort: SortBy[], column: string, more: boolean): SortBy[] {
  const { at, descending } = sortOf(sort, column)
  const others = more ? sort : sort.filter((s) => s.column === column)
  if (at < 0) return [...others, { column, descending: false }]
  if (descending) return others.filter((s) => s.column !== column)
  return others.map((s) => (s.column === column ? { column, descending: true } : s))
}
