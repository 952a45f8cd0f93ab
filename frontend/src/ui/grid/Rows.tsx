import { memo, type CSSProperties, type MouseEvent } from 'react'
import { t } from '../../i18n/grid'
import { isChosen, type Selection } from './selection'
import type { GridColumn } from './types'

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
  from: number
  to: number
  /** The row that stands at the sheet's top edge: places are reckoned from it, so that they stay small. */
  anchor: number
  rowHeight: number
  active: number
  selection: Selection
  onPress(index: number, event: MouseEvent): void
  onBox(index: number, event: MouseEvent): void
  onOpen(row: R): void
}

/** The rows that are seen. */
export function Rows<R>(props: Props<R>) {
  const { row, idOf, from, to, anchor, rowHeight, active, selection } = props
  const all = []
  for (let index = from; index < to; index++) {
    const data = row(index)
    const chosen = data !== undefined && isChosen(selection, idOf(data))
    all.push(
      <Line
        key={index} index={index} top={(index - anchor) * rowHeight} height={rowHeight} data={data} active={index === active} chosen={chosen}
        name={data === undefined ? '' : props.nameOf(data)} placed={props.placed as Placed<unknown>[]} boxWidth={props.boxWidth}
        onPress={props.onPress} onBox={props.onBox} onOpen={props.onOpen as (row: unknown) => void}
      />,
    )
  }
  return all
}

interface LineProps {
  index: number
  top: number
  height: number
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

const Line = memo(function Line({ index, top, height, data, active, chosen, name, placed, boxWidth, onPress, onBox, onOpen }: LineProps) {
  return (
    <div
      id={`grid-row-${index}`} role="row" aria-rowindex={index + 2} aria-selected={chosen} aria-label={name || undefined} className={`grid-row${active ? ' active' : ''}${chosen ? ' chosen' : ''}`}
      style={{ transform: `translateY(${top}px)`, height }} data-row={index}
      onMouseDown={(e) => onPress(index, e)} onDoubleClick={() => data !== undefined && onOpen(data)}
    >
      <div className="grid-cell grid-box" role="gridcell" aria-colindex={1} style={{ width: boxWidth, left: 0 }} onMouseDown={(e) => onBox(index, e)}>
        <span className="grid-tick" aria-hidden data-on={chosen || undefined} />
        <span className="vh">{chosen ? t.chosen : t.notChosen}</span>
      </div>
      {placed.map((column, i) => (
        <div key={column.key} role="gridcell" aria-colindex={i + 2} className={cellClass(column)} style={cellStyle(column)}>
          {data === undefined ? <span className="grid-wait" aria-hidden /> : column.cell(data)}
        </div>
      ))}
      {data === undefined && <span className="vh">{t.onTheWay}</span>}
    </div>
  )
})

export function cellClass({ right, pinned }: { right?: boolean; pinned: boolean }): string {
  return `grid-cell${right ? ' right' : ''}${pinned ? ' pinned' : ''}`
}

export function cellStyle({ width, pinned, left }: { width: number; pinned: boolean; left: number }): CSSProperties {
  return pinned ? { width, left } : { width }
}
