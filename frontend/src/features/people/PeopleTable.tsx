import { useCallback, useEffect, useMemo, useState } from 'react'
import { useAppearance } from '../../app/appearance'
import { openPersonOf } from '../../app/nearby'
import { go, routes } from '../../app/routes'
import { showTrouble } from '../../app/trouble'
import { onWorkspaceChange } from '../../app/workspace'
import { bridge, type PeopleQuestion } from '../../bridge/client'
import { t } from '../../i18n/people'
import type { MenuItem } from '../../ui/Menu'
import { arranged, Grid, usePages, type GridColumn, type GridLayout } from '../../ui/grid'
import type { PeopleRow } from './columns'
import { useTable } from './table'

export interface Asked {
  rule: string
  search: string
}

export interface Answer {
  rows: PeopleRow[]
  total: number
  mailable: number
}

interface Props {
  asked: Asked
  columns: GridColumn<PeopleRow>[]
  layout: GridLayout
  onLayout(layout: GridLayout): void
  menu(row: PeopleRow): MenuItem[]
  pages: ReturnType<typeof usePeoplePages>
}

/** What the table shows of a question, and reads again when the data changes. */
export function usePeoplePages(asked: Asked, layout: GridLayout) {
  const sort = useTable((s) => s.sort)
  const columns = useMemo(() => arranged(layout), [layout])
  const round = useRounds()
  const question = useCallback((offset: number, limit: number): PeopleQuestion => ({ ...asked, sort, columns, offset, limit }), [asked, sort, columns])
  const fetch = useCallback(async (offset: number, limit: number): Promise<Answer> => {
    const page = await bridge.people.page(question(offset, limit))
    return { ...page, rows: page.rows.map((row) => ({ ...row, cells: Object.fromEntries(columns.map((key, i) => [key, row.cells[i] ?? ''])) })) }
  }, [question, columns])
  const topKey = JSON.stringify([asked, sort])
  const pages = usePages<PeopleRow, Answer>(topKey, `${round} ${[...columns].sort().join()}`, fetch, showTrouble)
  return { pages, question, topKey }
}

/** Counts up when something about the workspace changes. */
function useRounds(): number {
  const [round, setRound] = useState(0)
  useEffect(() => onWorkspaceChange(() => setRound((n) => n + 1)), [])
  return round
}

/** The table itself. */
export function PeopleTable({ columns, layout, onLayout, menu, pages: { pages, question, topKey } }: Props) {
  const { sort, active, selection } = useTable()
  const { textSize, density } = useAppearance()
  const rem = (16 * textSize) / 100
  const row = useCallback((index: number) => pages.row(index), [pages])
  const want = useCallback((from: number, to: number) => pages.want(from, to), [pages])
  const total = pages.answer?.total ?? 0
  useEffect(() => {
    if (active >= total && total > 0) useTable.setState({ active: total - 1 })
  }, [active, total])
  const span = async (from: number, to: number) => {
    try {
      return await bridge.people.span(question(0, 0), from, to)
    } catch (reason) {
      showTrouble(reason)
      return undefined
    }
  }
  const at = async (index: number) => (await span(index, index + 1))?.[0]
  const open = (person: PeopleRow) => {
    if (pages.row(active)?.id !== person.id) return go(routes.person(person.id))
    const onMove = (to: number) => useTable.setState({ active: to })
    openPersonOf({ crumb: () => ({ label: t.people, to: routes.people }), index: active, total, at, onMove }, person.id)
  }
  return (
    <Grid
      label={t.people} total={total} row={row} want={want} idOf={idOf} nameOf={nameOf} columns={columns} layout={layout} onLayout={onLayout}
      sort={sort} onSort={(next) => useTable.setState({ sort: next, active: 0 })} selection={selection} onSelection={(next) => useTable.setState({ selection: next })}
      span={span} active={active} onActive={(index) => useTable.setState({ active: index })} onOpen={open} menu={menu}
      onPeek={() => useTable.setState(({ peeking }) => ({ peeking: !peeking }))}
      rowHeight={Math.round((density === 'compact' ? 1.75 : 2) * rem)} rem={rem} waiting={pages.waiting && pages.answer !== undefined} topKey={topKey}
    />
  )
}

const idOf = (row: PeopleRow) => row.id
const nameOf = (row: PeopleRow) => row.name
