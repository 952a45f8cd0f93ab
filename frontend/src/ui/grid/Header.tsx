import { ArrowDown, ArrowUp } from 'lucide-react'
import { memo, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactElement, type RefObject } from 'react'
import { t } from '../../i18n/grid'
import { createDragLayer } from '../drag/drag'
import { ContextMenu, type MenuItem } from '../Menu'
import { arranged, moved, pinnedOrNot, resized, shownOrNot } from './layout'
import { cellClass, cellStyle, type Placed } from './Rows'
import { everybody as everyRow, nobody } from './selection'
import { sortedBy, sortOf } from './sorting'
import type { GridProps } from './types'

interface Props<R> extends Pick<GridProps<R>, 'rem' | 'layout' | 'sort' | 'onLayout' | 'onSort' | 'onSelection'> {
  placed: Placed<R>[]
  boxWidth: number
  height: number
  /** Everybody is chosen. */
  everybody: boolean
  toRows(): void
}

/** A column header on its way to another place. */
const dragLayer = createDragLayer<{ key: string }, number>()
const step = 16

/** The headers: press to sort, drag to move, drag the edge to resize; the same by keys. */
export const Header = memo(function Header<R>(props: Props<R>) {
  const { placed, boxWidth, height, everybody, onSelection } = props
  const [reachable, setReachable] = useState('')
  const row = useRef<HTMLDivElement>(null)
  const target = dragLayer.use((s) => s.target)
  const stop = placed.some((c) => c.key === reachable) ? reachable : placed[0]?.key
  const focus = (place: number) => row.current?.querySelectorAll<HTMLElement>('[role=columnheader][data-key]')[place]?.focus()
  return (
    <div ref={row} className="grid-head" role="rowgroup" style={{ height }}>
      <div role="row" aria-rowindex={1} className="grid-head-row">
        <div role="columnheader" aria-colindex={1} className="grid-cell grid-box" style={{ width: boxWidth, left: 0 }}>
          <button type="button" role="checkbox" tabIndex={-1} aria-checked={everybody} aria-label={t.everybody} className="grid-all" onClick={() => onSelection(everybody ? nobody : everyRow)} />
        </div>
        {placed.map((column, place) => (
          <Head
            key={column.key} {...props} column={column} place={place} reachable={column.key === stop} focus={focus} heads={row}
            onReach={() => setReachable(column.key)} drop={target === place ? 'before' : target === placed.length && place === placed.length - 1 ? 'after' : undefined}
          />
        ))}
      </div>
    </div>
  )
}) as <R>(props: Props<R>) => ReactElement

interface HeadProps<R> extends Props<R> {
  column: Placed<R>
  place: number
  reachable: boolean
  focus(place: number): void
  heads: RefObject<HTMLDivElement | null>
  onReach(): void
  drop: 'before' | 'after' | undefined
}

function Head<R>(props: HeadProps<R>) {
  const { column, place, reachable, drop, sort, layout, onLayout, onSort, rem } = props
  const { at, descending } = sortOf(sort, column.key)
  const direction = at < 0 ? 'none' : descending ? 'descending' : 'ascending'
  const move = (to: number) => {
    onLayout(moved(layout, column.key, to))
    requestAnimationFrame(() => props.focus(arranged(moved(layout, column.key, to)).indexOf(column.key)))
  }
  const resize = (by: number) => onLayout(resized(layout, column.key, (column.width * 16) / rem + by))
  const onKeyDown = (e: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[e.key]
    if (by && e.altKey && e.shiftKey) resize(by * step)
    else if (by && e.ctrlKey && e.shiftKey) move(by > 0 ? place + 2 : place - 1)
    else if (by && !e.altKey && !e.ctrlKey) props.focus(place + by)
    else if (e.key === 'ArrowDown' && !e.altKey) props.toRows()
    else if (e.key === 'Enter' || e.key === ' ') onSort(sortedBy(sort, column.key, e.shiftKey))
    else return
    e.preventDefault()
    e.stopPropagation()
  }
  return (
    <ContextMenu items={headMenu(props)}>
      <div
        role="columnheader" aria-colindex={place + 2} aria-sort={direction} aria-label={column.label} aria-description={t.headKeys} tabIndex={reachable ? 0 : -1} data-key={column.key}
        className={`${cellClass(column)} grid-title${at >= 0 ? ' sorted' : ''}${drop ? ` drop-${drop}` : ''}`} style={cellStyle(column)}
        onFocus={props.onReach} onKeyDown={onKeyDown} onClick={(e) => onSort(sortedBy(sort, column.key, e.shiftKey))} onPointerDown={(e) => holdHead(e, props)}
      >
        <span className="grid-title-words">{column.label}</span>
        {at >= 0 && (descending ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />)}
        {at >= 0 && sort.length > 1 && <span className="grid-sort-place" aria-hidden>{at + 1}</span>}
        <Edge width={(column.width * 16) / rem} rem={rem} onWidth={(width) => onLayout(resized(layout, column.key, width))} />
      </div>
    </ContextMenu>
  )
}

function holdHead<R>(e: PointerEvent, { column, heads, layout, onLayout }: HeadProps<R>): void {
  dragLayer.start(e, {
    cargo: { key: column.key },
    locate: (x) => {
      const all = [...(heads.current?.querySelectorAll<HTMLElement>('[role=columnheader][data-key]') ?? [])]
      const after = all.findIndex((head) => {
        const box = head.getBoundingClientRect()
        return x < box.left + box.width / 2
      })
      return { target: after < 0 ? all.length : after }
    },
    drop: (place) => onLayout(moved(layout, column.key, place)),
    scroller: () => null,
  })
}

/** The right edge of a header: dragged, the column becomes wider. */
function Edge({ width, rem, onWidth }: { width: number; rem: number; onWidth(width: number): void }) {
  const onPointerDown = (down: PointerEvent<HTMLSpanElement>) => {
    down.stopPropagation()
    const edge = down.currentTarget
    const move = (e: globalThis.PointerEvent) => onWidth(width + ((e.clientX - down.clientX) * 16) / rem)
    const end = () => {
      edge.removeEventListener('pointermove', move)
      edge.removeEventListener('lostpointercapture', end)
    }
    edge.setPointerCapture(down.pointerId)
    edge.addEventListener('pointermove', move)
    edge.addEventListener('lostpointercapture', end)
  }
  return <span className="grid-edge" aria-hidden onPointerDown={onPointerDown} onClick={(e) => e.stopPropagation()} />
}

function headMenu<R>({ column, layout, onLayout, onSort }: HeadProps<R>): MenuItem[] {
  const pinned = layout.pinned.includes(column.key)
  return [
    { label: t.sortUp, run: () => onSort([{ column: column.key, descending: false }]) },
    { label: t.sortDown, run: () => onSort([{ column: column.key, descending: true }]) },
    { separator: true },
    { label: pinned ? t.unpin : t.pin, run: () => onLayout(pinnedOrNot(layout, column.key)) },
    { label: t.hide, disabled: layout.shown.length < 2, run: () => onLayout(shownOrNot(layout, column.key)) },
  ]
}
