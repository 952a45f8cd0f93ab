/**
 * The scroll range of a table may be taller than a browser can make an element.
 * Rows are drawn relative to what is seen, never at their own far place, so the
 * scrollbar may stand for more pixels than it has.
 */

/** What every engine can make: WebKit and Chromium end at 33.5 million. */
export const tallest = 30_000_000

export interface Range {
  /** Pixels that all rows take. */
  content: number
  /** Pixels of what is seen of them. */
  view: number
}

/** The height of the element that is scrolled. */
export function scrollHeight({ content }: Range): number {
  return Math.min(content, tallest)
}

/** How many pixels of rows a pixel of the scrollbar stands for; 1 for most tables. */
export function ratio(range: Range): number {
  const moves = scrollHeight(range) - range.view
  return moves <= 0 ? 1 : Math.max(1, (range.content - range.view) / moves)
}

export const lastTop = ({ content, view }: Range): number => Math.max(0, content - view)

const clamp = (top: number, range: Range): number => Math.min(Math.max(0, top), lastTop(range))

/**
 * Where the rows stand after the scrollbar went from one place to another. A
 * short way, as of a wheel, moves rows by as many pixels; a long one, or one to an
 * end, goes to where the scrollbar points.
 */
export function topAfter(top: number, from: number, to: number, range: Range): number {
  const by = ratio(range)
  const end = scrollHeight(range) - range.view
  if (by === 1 || Math.abs(to - from) > 2 * range.view || to <= 0 || to >= end) return clamp(to * by, range)
  return clamp(top + (to - from), range)
}

/** Where the scrollbar belongs while the rows stand at top. */
export function scrollFor(top: number, range: Range): number {
  return top / ratio(range)
}

/** The top from which a row is seen whole, moving as little as can be. */
export function topToShow(row: number, rowHeight: number, top: number, range: Range): number {
  const from = row * rowHeight
  if (from < top) return from
  return clamp(Math.max(top, from + rowHeight - range.view), range)
}
