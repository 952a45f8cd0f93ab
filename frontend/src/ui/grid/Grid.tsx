import { useEffect, useMemo, useRef, useState, type CSSProperties, type RefObject } from 'react'
import { t } from '../../i18n/grid'
import { ContextMenu, type MenuItem } from '../Menu'
import { Header } from './Header'
import { arranged, type GridLayout } from './layout'
import { Rows, type Placed } from './Rows'
import { sizeOf, type Selection } from './selection'
import type { GridColumn, GridProps, SortBy } from './types'
import { useGridKeys } from './useGridKeys'
import { useViewport } from './useViewport'
import './grid.css'

/** Room for the box that chooses a row, in rem. */
const boxWidth = 2.25

/**
 * A table of any length: it draws only the rows that are seen, reads them a page
 * at a time, and is wholly used by mouse or by keyboard.
 */
export function Grid<R>(props: GridProps<R>) {
  const { label, total, row, columns, layout, rowHeight, rem, waiting, selection, active } = props
  const placed = useMemo(() => place(columns, layout, rem), [columns, layout, rem])
  const headHeight = 2 * rem
  const view = useViewport({ total, rowHeight, headHeight, topKey: props.topKey })
  const [menu, setMenu] = useState<MenuItem[]>([])
  const base = useRef<HTMLDivElement>(null)
  const keys = useGridKeys(props, view, base)
  const tell = useTold(props, base)
  const width = placed.reduce((sum, column) => sum + column.width, boxWidth * rem)
  const openMenu = (at: number) => {
    const here = row(at)
    setMenu(here && props.menu ? props.menu(here) : [])
  }
  const busy = waiting || undefined
  return (
    <div className="grid-frame">
      <ContextMenu items={menu}>
        <div
          ref={base} className="grid" role="grid" aria-label={label} aria-rowcount={total + 1} aria-colcount={placed.length + 1}
          aria-multiselectable aria-busy={busy} aria-activedescendant={row(active) ? `grid-row-${active}` : undefined}
          tabIndex={0} data-first onKeyDown={keys.onKeyDown}
          onContextMenuCapture={() => openMenu(keys.menuAt())}
        >
          <div ref={view.scroller} className="grid-scroll scroll" onScroll={view.onScroll} role="presentation">
            <div className="grid-sizer" style={{ height: headHeight + view.scrollHeight, width: `max(100%, ${width}px)` }} role="presentation">
              <div className="grid-window" style={{ height: headHeight + view.height }} role="presentation">
                <Header
                  placed={placed} boxWidth={boxWidth * rem} height={headHeight} rem={rem} layout={layout} sort={props.sort}
                  everybody={sizeOf(selection, total) === total && total > 0} onLayout={tell.onLayout} onSort={tell.onSort} onSelection={tell.onSelection} toRows={tell.toRows}
                />
                <div ref={view.sheet} className="grid-sheet" role="rowgroup" data-waiting={busy} style={{ '--row': `${rowHeight}px` } as CSSProperties}>
                  <Rows {...props} placed={placed} boxWidth={boxWidth * rem} view={view} onPress={keys.onPress} onBox={keys.onBox} onOpen={tell.onOpen} />
                </div>
              </div>
            </div>
          </div>
        </div>
      </ContextMenu>
      {waiting && <span className="grid-waiting" role="status">{t.sorting}</span>}
    </div>
  )
}

/** Calls that stay the same while what they call changes: what is drawn with them is not drawn again. */
function useTold<R>(props: GridProps<R>, base: RefObject<HTMLDivElement | null>) {
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  return useMemo(() => ({
    onLayout: (layout: GridLayout) => latest.current.onLayout(layout),
    onSort: (sort: SortBy[]) => latest.current.onSort(sort),
    onSelection: (selection: Selection) => latest.current.onSelection(selection),
    onOpen: (row: R) => latest.current.onOpen(row),
    toRows: () => base.current?.focus(),
  }), [base])
}

/** The columns that are shown, with where they stand. */
function place<R>(columns: GridColumn<R>[], layout: GridLayout, rem: number): Placed<R>[] {
  let left = boxWidth * rem
  return arranged(layout).flatMap((key) => {
    const column = columns.find((c) => c.key === key)
    if (!column) return []
    const width = ((layout.widths[key] ?? column.width) * rem) / 16
    const pinned = layout.pinned.includes(key)
    const at = { ...column, width, pinned, left }
    if (pinned) left += width
    return [at]
  })
}
