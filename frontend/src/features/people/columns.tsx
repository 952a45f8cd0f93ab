/** The columns of the table of people and what is remembered of them. */
import { useCallback, useEffect, useMemo, useState } from 'react'
import { onWorkspaceChange } from '../../app/workspace'
import { useLoad } from '../../app/useLoad'
import { bridge, type TableColumn, type TableRow } from '../../bridge/client'
import { useLanguage } from '../../i18n/language'
import { stillThere, type GridColumn, type GridLayout } from '../../ui/grid'


/** A row with its cells by column: rows of an older question may have others. */
export interface PeopleRow extends Omit<TableRow, 'cells'> {
  cells: Record<string, string>
}

const widths: Record<string, number> = { name: 210, 'field:email': 232, 'field:city': 118, 'field:joined': 104, orders: 84, spent: 104, last_order: 112, mailable: 172 }
const order = ['name', 'field:email', 'field:city', 'orders', 'spent', 'last_order', 'mailable', 'field:joined']

/** The columns there are, read again when the data or the language changes. */
export function useColumns(): { columns: GridColumn<PeopleRow>[]; usual: GridLayout } {
  const language = useLanguage((s) => s.language)
  const { value, reload } = useLoad(() => bridge.people.columns(), language)
  useEffect(() => onWorkspaceChange(reload), [reload])
  const text = JSON.stringify(value ?? [])
  return useMemo(() => {
    const known = JSON.parse(text) as TableColumn[]
    const usual = known.filter((c) => c.usual).map((c) => c.key)
    const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length)
    return { columns: known.map(gridColumn), usual: { shown: usual.sort((a, b) => place(a) - place(b)), widths: {}, pinned: ['name'] } }
  }, [text])
}

function gridColumn({ key, name, kind }: TableColumn): GridColumn<PeopleRow> {
  const cell = (row: PeopleRow) => {
    const words = row.cells[key] ?? ''
    if (key === 'name') return <Name row={row} />
    if (key === 'mailable') return <span className={row.mailable ? 'people-can' : 'people-cannot'}>{words}</span>
    return words
  }
  return { key, label: name, width: widths[key] ?? 140, right: kind === 'number', cell }
}

function Name({ row }: { row: PeopleRow }) {
  return (
    <span className="people-name">
      <span className="people-face" aria-hidden>{row.initials}</span>
      {row.name}
    </span>
  )
}

/** The layout as it was left in this workspace. */
export function useLayout(path: string, columns: GridColumn<PeopleRow>[], usual: GridLayout) {
  const key = `kvnmail.table.people.${path}`
  const [stored, store] = useState(() => read(key))
  const layout = useMemo(() => stillThere(stored, columns.map((c) => c.key)) ?? usual, [stored, columns, usual])
  const change = useCallback((next: GridLayout | undefined) => {
    store(next)
    try {
      if (next) localStorage.setItem(key, JSON.stringify(next))
      else localStorage.removeItem(key)
    } catch {
      // not remembered, still shown
    }
  }, [key])
  return [layout, change] as const
}

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    return undefined
  }
}
