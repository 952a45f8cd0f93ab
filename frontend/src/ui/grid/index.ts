/** A table of any length, its columns, what is chosen in it, and the pages it is read in. */
export { Grid } from './Grid'
export { arranged, moved, pinnedOrNot, shownOrNot, stillThere, type GridLayout } from './layout'
export { usePages } from './pages'
export { everybody, isChosen, nobody, only, sizeOf, type Selection } from './selection'
export type { GridColumn, SortBy } from './types'
