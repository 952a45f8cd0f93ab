/** How the table of people stands: it outlives the screen, so that coming back from a person finds it as it was. */
import { create } from 'zustand'
import { nobody, type Selection, type SortBy } from '../../ui/grid'

interface Table {
  /** The workspace it is of. */
  path: string
  sort: SortBy[]
  active: number
  selection: Selection
  peeking: boolean
}

const fresh = { sort: [], active: 0, selection: nobody, peeking: false }

export const useTable = create<Table>(() => ({ path: '', ...fresh }))

/** Begins anew in another workspace. */
export function startTable(path: string): void {
  if (useTable.getState().path !== path) useTable.setState({ path, ...fresh })
}
