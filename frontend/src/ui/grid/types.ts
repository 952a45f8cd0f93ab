import type { ReactNode } from 'react'
import type { MenuItem } from '../Menu'
import type { GridLayout } from './layout'
import type { Selection } from './selection'

export interface GridColumn<R> {
  key: string
  label: string
  /** The width until somebody changes it, in pixels at the usual size of text. */
  width: number
  /** Numbers stand at the right. */
  right?: boolean
  cell(row: R): ReactNode
}

export interface SortBy {
  column: string
  descending: boolean
}

export interface GridProps<R> {
  /** The accessible name of the table. */
  label: string
  total: number
  /** A row that has come, undefined for one on its way. */
  row(index: number): R | undefined
  /** Says which rows are seen. */
  want(from: number, to: number): void
  idOf(row: R): number
  /** What a row is called, for those who hear it. */
  nameOf(row: R): string
  columns: GridColumn<R>[]
  layout: GridLayout
  onLayout(layout: GridLayout): void
  sort: SortBy[]
  onSort(sort: SortBy[]): void
  selection: Selection
  onSelection(selection: Selection): void
  /** The ids of the rows from one place up to, and without, another; undefined where they cannot be had. */
  span(from: number, to: number): Promise<number[] | undefined>
  active: number
  onActive(index: number): void
  onOpen(row: R): void
  /** Space: a look at the row that has the focus. */
  onPeek(row: R): void
  /** What can be done with a row; its menu opens on the right button, Shift+F10 and the Menu key. */
  menu?(row: R): MenuItem[]
  /** Pixels of a row and of a rem: both grow with the size of text. */
  rowHeight: number
  rem: number
  /** The rows shown are of an older question. */
  waiting: boolean
  /** Another key goes to the top. */
  topKey: string
}
