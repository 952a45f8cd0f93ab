import { Columns3, FileSpreadsheet, ListFilter, ListPlus, PanelRight, Search, Users } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useActions } from '../../actions/registry'
import { exportImports } from '../../app/exports'
import { openStudioWith } from '../../app/handover'
import { Panes } from '../../app/Panes'
import { go, routes } from '../../app/routes'
import { announce, useKeyHints } from '../../app/status'
import { TopBar } from '../../app/TopBar'
import { useWorkspace } from '../../app/workspace'
import { useLoadedTraits } from '../../clause/traits'
import { t as words } from '../../i18n/exports'
import { formatNumber } from '../../i18n/format'
import { t } from '../../i18n/people'
import { Button } from '../../ui/Button'
import { EmptyState } from '../../ui/EmptyState'
import { SearchInput } from '../../ui/SearchInput'
import { nobody } from '../../ui/grid'
import { BulkBar } from './BulkBar'
import { ColumnPicker } from './ColumnPicker'
import { useColumns, useLayout, type PeopleRow } from './columns'
import { documentOf, setSearch, startFilter, useFilter } from './filter'
import { FilterBar } from './FilterBar'
import { NoMatch } from './NoMatch'
import { Peek } from './Peek'
import { PeopleTable, usePeoplePages, type Asked } from './PeopleTable'
import { startTable, useTable } from './table'
import './people.css'

/** Everybody in the workspace: found, sorted, looked at and worked on, however many there are. */
export function PeopleScreen() {
  const { path, contacts, loading } = useWorkspace((workspace) => workspace.state)
  useStarted(path)
  useLoadedTraits()
  const { columns, usual } = useColumns()
  if (contacts === 0 && !loading) return <Nobody />
  if (columns.length === 0) return <div className="people-screen"><TopBar title={t.people} /></div>
  return <People path={path} columns={columns} usual={usual} />
}

function useStarted(path: string) {
  useState(() => {
    startTable(path)
    startFilter(path)
  })
  useEffect(() => {
    const follow = () => startFilter(path)
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }, [path])
}

function Nobody() {
  const actions = <Button tone="primary" onClick={() => go(routes.import)}>{t.importSheet}</Button>
  return (
    <div className="people-screen">
      <TopBar title={t.people} />
      <EmptyState icon={<Users size={24} />} title={t.nobodyHere} actions={actions}>{t.dropSheet}</EmptyState>
    </div>
  )
}

function People({ path, columns, usual }: { path: string } & ReturnType<typeof useColumns>) {
  const rule = useFilter((s) => s.rule)
  const search = useFilter((s) => s.search)
  const settled = useSettled(search.trim(), 120)
  const asked = useMemo<Asked>(() => ({ rule: documentOf(rule), search: settled }), [rule, settled])
  const [layout, setLayout] = useLayout(path, columns, usual)
  const all = usePeoplePages(asked, layout)
  const { pages } = all
  const [adding, setAdding] = useState(false)
  const [picking, setPicking] = useState(false)
  const box = useRef<HTMLInputElement>(null)
  const peeking = useTable((s) => s.peeking)
  const active = useTable((s) => s.active)
  const sort = useTable((s) => s.sort)
  useChangedFilter(asked)
  useSaidCount(pages.answer, pages.waiting)
  useKeyHints(hints())
  const save = () => openStudioWith('', asked.rule)
  useActions([
    { id: 'people.find', group: 'people', label: t.findPeople, icon: Search, keys: 'Ctrl+F', whileTyping: true, run: () => box.current?.focus() },
    { id: 'people.filter', group: 'people', label: t.addFilter, icon: ListFilter, keys: 'F', run: () => setAdding(true) },
    { id: 'people.columns', group: 'view', label: t.columns, icon: Columns3, run: () => setPicking(true) },
    { id: 'people.peek', group: 'view', label: t.peek, icon: PanelRight, checked: peeking, run: () => useTable.setState({ peeking: !peeking }) },
    { id: 'people.save', group: 'people', label: t.saveAsSegment, icon: ListPlus, keys: 'Ctrl+S', disabled: asked.rule === '', run: save },
    { id: 'people.imports', group: 'people', label: words.exportImports, icon: FileSpreadsheet, run: () => void exportImports() },
  ])
  const menu = useRowMenu()
  const answer = pages.answer
  const table = (
    <div className="people-middle" onKeyDown={closePeek}>
      <div className="people-bar">
        <SearchInput label={t.search} value={search} onChange={setSearch} inputRef={box} />
        <span className="people-count num-tab" role="status">{answer && t.counted(formatNumber(answer.total), answer.total === 1, formatNumber(answer.mailable))}</span>
        <span className="sp" />
        <ColumnPicker columns={columns} layout={layout} onLayout={setLayout} open={picking} onOpen={setPicking} />
      </div>
      <FilterBar adding={adding} onAdding={setAdding} />
      {answer?.total === 0 && !pages.waiting ? <NoMatch asked={asked} /> : <PeopleTable asked={asked} columns={columns} layout={layout} onLayout={setLayout} menu={menu} pages={all} />}
      <BulkBar asked={asked} total={answer?.total ?? 0} layout={layout} sort={sort} />
    </div>
  )
  return (
    <div className="people-screen">
      <TopBar
        title={t.people}
        actions={
          <>
            <Button onClick={() => go(routes.import)}>{t.importSheet}</Button>
            <Button tone="primary" disabled={asked.rule === ''} onClick={save}>{t.saveAsSegment}</Button>
          </>
        }
      />
      <Panes
        name="people" middle={table} labels={{ middle: t.people, right: peeking ? t.peek : undefined }}
        right={peeking ? <Peek id={pages.row(active)?.id} onClose={() => useTable.setState({ peeking: false })} /> : undefined}
      />
    </div>
  )
}

/** Escape closes the look at a person once there is nothing else for it to close. */
function closePeek(e: KeyboardEvent): void {
  if (e.key === 'Escape' && !e.defaultPrevented) useTable.setState({ peeking: false })
}

const hints = () => hintsOf(t.hintPeek, t.hintOpen, t.hintAll)
let lastHints: { keys: string[]; label: string }[] = []
/** The same list while the words are the same: the status bar follows the list itself. */
function hintsOf(peek: string, open: string, all: string) {
  if (lastHints[0]?.label !== peek) lastHints = [{ keys: ['Space'], label: peek }, { keys: ['Enter'], label: open }, { keys: ['Ctrl', 'A'], label: all }]
  return lastHints
}

/** Another filter is about other people: who was chosen among the old ones is forgotten. */
function useChangedFilter(asked: Asked) {
  const before = useRef(asked)
  useEffect(() => {
    if (before.current.rule === asked.rule && before.current.search === asked.search) return
    before.current = asked
    useTable.setState({ selection: nobody, active: 0 })
  }, [asked])
}

/** Says the number of people to those who hear the screen, once per answer. */
function useSaidCount(answer: { total: number; mailable: number } | undefined, waiting: boolean) {
  const words = answer && !waiting ? t.counted(formatNumber(answer.total), answer.total === 1, formatNumber(answer.mailable)) : ''
  useEffect(() => {
    if (words) announce(words)
  }, [words])
}

/** A value that changes once somebody has stopped typing for a moment. */
function useSettled(value: string, ms: number): string {
  const [settled, set] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => set(value), value === '' ? 0 : ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}

function useRowMenu() {
  return useMemo(() => (row: PeopleRow) => [
    { label: t.openPerson, keys: 'Enter', run: () => go(routes.person(row.id)) },
    { label: t.peek, keys: 'Space', run: () => useTable.setState({ peeking: true }) },
  ], [])
}
