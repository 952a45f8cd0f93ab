import { ChevronDown, ChevronUp, CirclePause, CirclePlay, Copy, Download, Ellipsis, Eraser, NotebookPen, Search, UserX } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import type { Action } from '../../actions/action'
import { useActions } from '../../actions/registry'
import { listOf, step } from '../../app/nearby'
import { Panes } from '../../app/Panes'
import { go, routes } from '../../app/routes'
import { report, useKeyHints } from '../../app/status'
import { TopBar } from '../../app/TopBar'
import { showTrouble } from '../../app/trouble'
import { useWorkspace } from '../../app/workspace'
import { bridge, type PersonView } from '../../bridge/client'
import { formatNumber } from '../../i18n/format'
import { useLanguage, type Language } from '../../i18n/language'
import { t } from '../../i18n/person'
import { Button } from '../../ui/Button'
import { EmptyState } from '../../ui/EmptyState'
import { IconButton } from '../../ui/IconButton'
import { Menu } from '../../ui/Menu'
import { Notice } from '../../ui/Notice'
import { setPause } from './person/deeds'
import { PersonDialogs, type Asking } from './person/dialogs'
import { Standing } from './person/Standing'
import { Timeline } from './person/Timeline'
import { usePerson } from './person/usePerson'
import { copyEmail, Who } from './person/Who'
import './person/person.css'

/** One person: who they are, what happened, whether they can be mailed, and what can be done about it. */
export function PersonScreen({ id }: { id: string }) {
  const number = Number(id)
  const { view, gone, error } = usePerson(number)
  const crumb = listOf(number)?.crumb() ?? { label: t.people, to: routes.people }
  if (gone) return <Gone />
  if (!view || view.person.id !== number) {
    return (
      <div className="person-screen">
        <TopBar crumb={crumb} title={view?.person.name ?? ''} />
        {error && <Notice tone="bad">{error}</Notice>}
      </div>
    )
  }
  return <Room key={number} view={view} crumb={crumb} />
}

function Gone() {
  return (
    <div className="person-screen">
      <TopBar crumb={{ label: t.people, to: routes.people }} title={t.gone} />
      <EmptyState icon={<UserX size={24} />} title={t.gone} actions={<Button tone="primary" onClick={() => go(routes.people)}>{t.toPeople}</Button>}>{t.goneText}</EmptyState>
    </div>
  )
}

function Room({ view, crumb }: { view: PersonView; crumb: { label: string; to: string } }) {
  const readOnly = useWorkspace((workspace) => workspace.state.readOnly)
  const [asking, setAsking] = useState<Asking>()
  const [writing, setWriting] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  const list = listOf(view.person.id)
  const ways = waysFrom(view)
  const lift = async () => {
    const trouble = await setPause(view, { on: false, until: '' })
    if (trouble) showTrouble(trouble)
  }
  const write = () => setWriting(true)
  const find = () => search.current?.focus()
  const actions = actionsOf({ view, readOnly, ways, find, write, ask: setAsking, lift: () => void lift() })
  useActions(actions)
  useHints()
  const canWrite = !readOnly
  return (
    <div className="person-screen">
      <TopBar
        crumb={crumb} title={view.person.name}
        state={list && <span className="top-bar-words num-tab">{t.placeInList(formatNumber(list.index + 1), formatNumber(list.total))}</span>}
        actions={
          <>
            <IconButton label={t.previous} keys="Alt+Page Up" disabled={!ways.back} onClick={ways.back}><ChevronUp size={16} /></IconButton>
            <IconButton label={t.next} keys="Alt+Page Down" disabled={!ways.on} onClick={ways.on}><ChevronDown size={16} /></IconButton>
            <Menu align="end" trigger={<IconButton label={t.more}><Ellipsis size={16} /></IconButton>} items={menuOf(actions)} />
            <Button tone="primary" disabled={readOnly} onClick={write}>{t.addNote}</Button>
          </>
        }
      />
      {readOnly && <Notice tone="warn">{t.readOnly}</Notice>}
      <Panes
        name="person" labels={{ left: t.known, middle: t.timeline, right: t.standing }}
        left={<Who view={view} canWrite={canWrite} />}
        middle={<Timeline view={view} canWrite={canWrite} writing={writing} onWriting={setWriting} searchRef={search} />}
        right={<Standing view={view} canWrite={canWrite} onAsk={setAsking} onLift={() => void lift()} />}
      />
      <PersonDialogs view={view} asking={asking} onClose={() => setAsking(undefined)} />
    </div>
  )
}

/** The status bar follows the list itself, so it is the same while the language is. */
function useHints() {
  const language = useLanguage((s) => s.language)
  useKeyHints(useMemo(() => hintsIn(language), [language]))
}

const hintsIn = (_: Language) => [{ keys: ['Alt', 'PgUp'], label: t.hintPrevious }, { keys: ['Alt', 'PgDn'], label: t.hintNext }, { keys: ['F2'], label: t.hintEdit }]

interface Ways {
  back?: () => void
  on?: () => void
}

/** To the people beside: in the list they came from, else in the order of the workspace. */
function waysFrom(view: PersonView): Ways {
  const list = listOf(view.person.id)
  const along = (by: number) => () => {
    if (list) step(list, by).catch(showTrouble)
  }
  if (list) return { back: list.index > 0 ? along(-1) : undefined, on: list.index < list.total - 1 ? along(1) : undefined }
  return { back: view.before ? () => go(routes.person(view.before)) : undefined, on: view.after ? () => go(routes.person(view.after)) : undefined }
}

interface Deeds {
  view: PersonView
  readOnly: boolean
  ways: Ways
  find: () => void
  write: () => void
  ask: (asking: Asking) => void
  lift: () => void
}

const nothing = () => undefined

function actionsOf({ view, readOnly, ways, find, write, ask, lift }: Deeds): Action[] {
  const { person, mail } = view
  return [
    { id: 'person.previous', group: 'go', label: t.previous, icon: ChevronUp, keys: 'Alt+PageUp', whileTyping: true, disabled: !ways.back, run: ways.back ?? nothing },
    { id: 'person.next', group: 'go', label: t.next, icon: ChevronDown, keys: 'Alt+PageDown', whileTyping: true, disabled: !ways.on, run: ways.on ?? nothing },
    { id: 'person.find', group: 'edit', label: t.find, icon: Search, keys: 'Ctrl+F', whileTyping: true, run: find },
    { id: 'person.note', group: 'people', label: t.addNote, icon: NotebookPen, keys: 'N', disabled: readOnly, run: write },
    { id: 'person.copyEmail', group: 'people', label: t.copyEmail, icon: Copy, disabled: person.email === '', run: () => copyEmail(person.email) },
    mail.paused
      ? { id: 'person.pause', group: 'people', label: t.lift, icon: CirclePlay, disabled: readOnly, run: lift }
      : { id: 'person.pause', group: 'people', label: t.pause, icon: CirclePause, disabled: readOnly, run: () => ask('pause') },
    { id: 'person.exportPage', group: 'people', label: t.exportPage, icon: Download, run: () => void save(person.id, 'html') },
    { id: 'person.exportTable', group: 'people', label: t.exportTable, icon: Download, run: () => void save(person.id, 'csv') },
    { id: 'person.exportData', group: 'people', label: t.exportData, icon: Download, run: () => void save(person.id, 'json') },
    { id: 'person.erase', group: 'people', label: t.erase, icon: Eraser, disabled: readOnly, run: () => ask('erase') },
  ]
}

async function save(person: number, kind: 'html' | 'csv' | 'json') {
  try {
    const path = await bridge.person.export(person, kind)
    if (path) report(t.exported(path))
  } catch (reason) {
    showTrouble(reason)
  }
}

/** The menu holds what has no place of its own on the screen. */
function menuOf(actions: Action[]) {
  const of = (id: string) => {
    const { label, icon: Icon, keys, disabled, run } = actions.find((action) => action.id === id)!
    return { label, icon: Icon && <Icon size={14} />, keys, disabled, run, danger: id === 'person.erase' }
  }
  return [of('person.copyEmail'), of('person.pause'), { separator: true }, of('person.exportPage'), of('person.exportTable'), of('person.exportData'), { separator: true }, of('person.erase')]
}
