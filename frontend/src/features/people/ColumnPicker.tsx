import { ArrowDown, ArrowUp, Columns3, Pin } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { t } from '../../i18n/people'
import { Button } from '../../ui/Button'
import { IconButton } from '../../ui/IconButton'
import { Popover } from '../../ui/Popover'
import { SearchInput } from '../../ui/SearchInput'
import { arranged, moved, pinnedOrNot, shownOrNot, type GridColumn, type GridLayout } from '../../ui/grid'
import type { PeopleRow } from './columns'

interface Props {
  columns: GridColumn<PeopleRow>[]
  layout: GridLayout
  onLayout(layout: GridLayout | undefined): void
  open: boolean
  onOpen(open: boolean): void
}

/** Which columns are shown and in which order. */
export function ColumnPicker({ columns, layout, onLayout, open, onOpen }: Props) {
  const [search, setSearch] = useState('')
  const shown = arranged(layout)
  const found = (column: GridColumn<PeopleRow>) => column.label.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase())
  const byKey = (key: string) => columns.find((c) => c.key === key)
  const first = shown.flatMap((key) => byKey(key) ?? []).filter(found)
  const others = columns.filter((c) => !shown.includes(c.key)).filter(found)
  return (
    <Popover
      open={open} onOpenChange={(is) => { onOpen(is); setSearch('') }} title={t.columns} align="end"
      trigger={<Button tone="quiet"><Columns3 size={15} aria-hidden />{t.columns}</Button>}
    >
      <div className="column-picker">
        <SearchInput label={t.findColumn} value={search} onChange={setSearch} />
        <ul className="column-list scroll" aria-label={t.columns}>
          {first.map((c) => <Line key={c.key} column={c} place={shown.indexOf(c.key)} layout={layout} onLayout={onLayout} last={shown.length === 1} />)}
          {others.map((c) => <Line key={c.key} column={c} place={-1} layout={layout} onLayout={onLayout} last={false} />)}
          {first.length + others.length === 0 && <li className="column-none">{t.noColumn(search)}</li>}
        </ul>
        <Button onClick={() => onLayout(undefined)}>{t.usualColumns}</Button>
      </div>
    </Popover>
  )
}

interface LineProps {
  column: GridColumn<PeopleRow>
  /** Where it stands among the shown ones, -1 for a hidden one. */
  place: number
  layout: GridLayout
  onLayout(layout: GridLayout): void
  last: boolean
}

function Line({ column: { key, label }, place, layout, onLayout, last }: LineProps) {
  const move = (by: 1 | -1) => onLayout(moved(layout, key, by > 0 ? place + 2 : place - 1))
  const onKeyDown = (e: KeyboardEvent) => {
    if (place < 0 || !e.altKey || (e.key !== 'ArrowUp' && e.key !== 'ArrowDown')) return
    e.preventDefault()
    move(e.key === 'ArrowUp' ? -1 : 1)
  }
  return (
    <li className="column-line" onKeyDown={onKeyDown}>
      <label>
        <input type="checkbox" className="column-tick" checked={place >= 0} disabled={last} onChange={() => onLayout(shownOrNot(layout, key))} />
        <span>{label}</span>
      </label>
      {place >= 0 && (
        <>
          <IconButton small label={t.moveUp(label)} keys="Alt+↑" onClick={() => move(-1)} disabled={place === 0}><ArrowUp size={13} /></IconButton>
          <IconButton small label={t.moveDown(label)} keys="Alt+↓" onClick={() => move(1)} disabled={place === layout.shown.length - 1}><ArrowDown size={13} /></IconButton>
          <IconButton small label={t.pin(label)} aria-pressed={layout.pinned.includes(key)} onClick={() => onLayout(pinnedOrNot(layout, key))}><Pin size={13} /></IconButton>
        </>
      )}
    </li>
  )
}
