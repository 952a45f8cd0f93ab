/** What is chosen in a table too long to list: some rows, or all but some. */
export interface Selection {
  all: boolean
  /** The chosen rows or, with all, those left out. */
  ids: ReadonlySet<number>
}

export const nobody: Selection = { all: false, ids: new Set() }
export const everybody: Selection = { all: true, ids: new Set() }

export function isChosen({ all, ids }: Selection, id: number): boolean {
  return ids.has(id) !== all
}

/** How many of so many rows are chosen. */
export function sizeOf({ all, ids }: Selection, total: number): number {
  return all ? Math.max(0, total - ids.size) : ids.size
}

export function only(id: number): Selection {
  return { all: false, ids: new Set([id]) }
}

export function toggled(selection: Selection, id: number): Selection {
  return withRows(selection, [id], !isChosen(selection, id))
}

/** The same with some rows chosen, or not. */
export function withRows({ all, ids }: Selection, rows: number[], chosen: boolean): Selection {
  const next = new Set(ids)
  for (const id of rows) {
    if (chosen !== all) next.add(id)
    else next.delete(id)
  }
  return { all, ids: next }
}
