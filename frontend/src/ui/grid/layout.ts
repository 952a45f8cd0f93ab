/** Which columns a table shows, in which order, how wide, and which stay at the left. */

/** What is remembered of a table. Widths are pixels at the usual size of text. */
export interface GridLayout {
  shown: string[]
  widths: Record<string, number>
  pinned: string[]
}

export const narrowest = 56
export const widest = 640

/** The columns as they stand: pinned ones first, each kind in the chosen order. */
export function arranged({ shown, pinned }: GridLayout): string[] {
  return [...shown.filter((key) => pinned.includes(key)), ...shown.filter((key) => !pinned.includes(key))]
}

export function resized(layout: GridLayout, key: string, width: number): GridLayout {
  const kept = Math.round(Math.min(widest, Math.max(narrowest, width)))
  return { ...layout, widths: { ...layout.widths, [key]: kept } }
}

/** Puts a column before the one that stands at a place now; pinned ones stay among themselves. */
export function moved(layout: GridLayout, key: string, place: number): GridLayout {
  const all = arranged(layout)
  const from = all.indexOf(key)
  if (from < 0) return layout
  const without = all.filter((other) => other !== key)
  const edge = without.filter((other) => layout.pinned.includes(other)).length
  const to = place > from ? place - 1 : place
  const kept = layout.pinned.includes(key) ? Math.min(to, edge) : Math.max(to, edge)
  return { ...layout, shown: without.toSpliced(kept, 0, key) }
}

/** Pins a column to the left, or lets it go again. */
export function pinnedOrNot(layout: GridLayout, key: string): GridLayout {
  const pinned = layout.pinned.includes(key) ? layout.pinned.filter((other) => other !== key) : [...layout.pinned, key]
  return { ...layout, shown: arranged({ ...layout, pinned }), pinned }
}

/** Shows a column at the end, or hides it. The last one stays. */
export function shownOrNot(layout: GridLayout, key: string): GridLayout {
  if (!layout.shown.includes(key)) return { ...layout, shown: [...layout.shown, key] }
  return layout.shown.length < 2 ? layout : { ...layout, shown: layout.shown.filter((other) => other !== key) }
}

/** What is left of a remembered layout where some columns are gone; undefined for nothing. */
export function stillThere(stored: unknown, keys: string[]): GridLayout | undefined {
  const { shown, widths, pinned } = (stored ?? {}) as Partial<GridLayout>
  if (!Array.isArray(shown)) return undefined
  const known = shown.filter((key) => keys.includes(key))
  if (known.length === 0) return undefined
  const kept = Object.entries(widths ?? {}).filter(([key, width]) => keys.includes(key) && width >= narrowest && width <= widest)
  return { shown: [...new Set(known)], widths: Object.fromEntries(kept), pinned: (Array.isArray(pinned) ? pinned : []).filter((key) => known.includes(key)) }
}
