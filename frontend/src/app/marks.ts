/** Moments of the start that are measured: see the page's performance entries. */

export type Moment = 'window shown' | 'first numbers'

/** Marks a moment the first time it comes. */
export function mark(moment: Moment): void {
  if (performance.getEntriesByName(moment).length === 0) performance.mark(moment)
}
