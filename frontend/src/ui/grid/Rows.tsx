import { memo, useEffect, useState, useSyncExternalStore, type CSSProperties, type MouseEvent } from 'react'
import { t } from '../../i18n/grid'
import { isChosen, type Selection } from './selection'
import type { GridColumn } from './types'
import { anchorOf, type Viewport } from './useViewport'

/** A column with where it stands, in pixels. */
export interface Placed<R> extends GridColumn<R> {
  pinned: boolean
  left: number
}

interface Props<R> {
  row(index: number): R | undefined
  idOf(row: R): number
  nameOf(row: R): string
  placed: Placed<R>[]
  boxWidth: number
  view: Viewport
  total: number
  want(from: number, to: number): void
  topKey: string
  rowHeight: number
  active: number
  selection: Selection
  onPress(index: number, event: MouseEvent): void
  onBox(index: number, event: MouseEvent): void
  onOpen(row: R): void
}

/** Rows drawn before and after those that are seen. */
const spare = 3

/** The rows that are seen. Each is drawn into the place of one that is seen no more. */
export function Rows<R>(props: Props<R>) {
  const { row, idOf, view, total, want, topKey, rowHeight, active, selection } = props
  const first = useSyncExternalStore(view.first.subscribe, view.first.get)
  const last = Math.min(total, first + view.page + 2)
  useEffect(() => {
    if (total > 0) want(first, Math.max(first, last - 1))
  }, [want, first, last, total, topKey])
  const places = view.page + 2 + 2 * spare
  const all = []
  for (let index = Math.max(0, first - spare); index < Math.min(total, last + spare); index++) {
    const data = row(index)
    const chosen = data !== undefined && isChosen(selection, idOf(data))
    all.push(
      <Line
        key={index % places} index={index} top={(index - anchorOf(first)) * rowHeight} data={data} active={index === active} chosen={chosen}
        name={data === undefined ? '' : props.nameOf(data)} placed={props.placed as Placed<unknown>[]} boxWidth={props.boxWidth}
        onPress={props.onPress} onBox={props.onBox} onOpen={props.onOpen as (row: unknown) => void}
      />,
    )
  }
  // A row that is moved within the page is laid out anew, so while rows pass by they stay where they are;
  // once they rest they stand in the order in which they are read.
  return useRests(first) ? all : all.sort((a, b) => Number(a.key) - Number(b.key))
}

const restAfter = 200

/** Whether a number has not changed for a moment. */
function useRests(value: number): boolean {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restAfter)
    return () => clearTimeout(timer)
  }, [value])
  return rested === value
}

interface LineProps {
  index: number
  top: number
  data: unknown
  active: boolean
  chosen: boolean
  name: string
  placed: Placed<unknown>[]
  boxWidth: number
  onPress(index: number, event: MouseEvent): void
  onBox(index: number, event: MouseEvent): void
  onOpen(row: unknown): void
}

const Line = memo(function Line({ index, top, data, active, chosen, name, placed, boxWidth, onPress, onBox, onOpen }: LineProps) {
  return (
    <div
      id={`grid-row-${index}`} role="row" aria-rowindex={index + 2} aria-selected={chosen} aria-label={data === undefined ? t.onTheWay : name} className={`grid-row${active ? ' active' : ''}${chosen ? ' chosen' : ''}`}
      style={{ transform: `translateY(${top}px)` }} data-row={index}
      onMouseDown={(e) => onPress(index, e)} onDoubleClick={() => data !== undefined && onOpen(data)}
    >
      <div className="grid-cell grid-box" role="gridcell" aria-colindex={1} style={{ width: boxWidth, left: 0 }} onMouseDown={(e) => onBox(index, e)} />
      {placed.map((column, i) => (
        <div key={column.key} role="gridcell" aria-colindex={i + 2} className={cellClass(column)} style={cellStyle(column)}>
          {data === undefined ? <span className="grid-wait" aria-hidden /> : column.cell(data)}
        </div>
      ))}
    </div>
  )
})

export function cellClass({ right, pinned }: { right?: boolean; pinned: boolean }): string {
  return `grid-cell${right ? ' right' : ''}${pinned ? ' pinned' : ''}`
}

export function cellStyle({ width, pinned, left }: { width: number; pinned: boolean; left: number }): CSSProperties {
  return pinned ? { width, left } : { width }
}
