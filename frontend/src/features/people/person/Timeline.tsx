import { Bot, Pencil, Trash2 } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type Ref } from 'react'
import type { PersonView, TimelineItem } from '../../../bridge/client'
import { formatNumber } from '../../../i18n/format'
import { t } from '../../../i18n/person'
import { Button } from '../../../ui/Button'
import { ContextMenu } from '../../../ui/Menu'
import { Notice } from '../../../ui/Notice'
import { SearchInput } from '../../../ui/SearchInput'
import { deleteNote } from './deeds'
import { NoteBox } from './NoteBox'
import { useTimeline, type Past, type Wanted } from './useTimeline'
import { YearStrip } from './YearStrip'

interface Props {
  view: PersonView
  canWrite: boolean
  writing: boolean
  onWriting: (writing: boolean) => void
  searchRef: Ref<HTMLInputElement>
}

const everything: Wanted = { kinds: [], search: '', until: '' }

/** What happened with a person, newest first, back to the first day. */
export function Timeline({ view, canWrite, writing, onWriting, searchRef }: Props) {
  const [wanted, setWanted] = useState(everything)
  const [search, setSearch] = useState('')
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    const timer = setTimeout(() => setWanted((before) => (before.search === search ? before : { ...before, search, until: '' })), 150)
    return () => clearTimeout(timer)
  }, [search])
  const past = useTimeline(view.person.id, wanted)
  const toDay = (date: string) => {
    setWanted((before) => ({ ...before, until: date === past.days.at(-1)?.date ? '' : date }))
    if (box.current) box.current.scrollTop = 0
  }
  const toggle = (kind: string) => setWanted((before) => ({ ...before, until: '', kinds: before.kinds.includes(kind) ? before.kinds.filter((k) => k !== kind) : [...before.kinds, kind] }))
  return (
    <section className="past scroll" aria-label={t.timeline} ref={box}>
      <div className="past-head">
        <YearStrip days={past.days} day={wanted.until} onDay={toDay} />
        <div className="past-bar">
          <SearchInput label={t.find} value={search} onChange={setSearch} inputRef={searchRef} />
          {wanted.until !== '' && <Button tone="quiet" onClick={() => toDay(past.days.at(-1)?.date ?? '')}>{t.backToToday}</Button>}
        </div>
        <Kinds past={past} chosen={wanted.kinds} onToggle={toggle} onAll={() => setWanted((before) => ({ ...before, kinds: [] }))} />
      </div>
      {writing && <NoteBox view={view} onDone={() => onWriting(false)} />}
      {past.error && <Notice tone="bad">{past.error}</Notice>}
      {past.offset > 0 && <Button tone="quiet" className="past-more" onClick={past.later}>{t.later}</Button>}
      {past.ready && past.total === 0 && past.error === '' && <p className="past-none">{wanted.search || wanted.kinds.length > 0 ? t.nothingFound : t.nothingYet}</p>}
      <Days view={view} items={past.items} canWrite={canWrite} />
      <End past={past} />
    </section>
  )
}

function Kinds({ past, chosen, onToggle, onAll }: { past: Past; chosen: string[]; onToggle: (kind: string) => void; onAll: () => void }) {
  if (past.kinds.length < 2) return null
  return (
    <div className="past-kinds" role="group" aria-label={t.kinds}>
      <button type="button" className="kind" aria-pressed={chosen.length === 0} onClick={onAll}>{t.everything}</button>
      {past.kinds.map((kind) => (
        <button key={kind.key} type="button" className="kind" aria-pressed={chosen.includes(kind.key)} onClick={() => onToggle(kind.key)}>
          {kind.name} <span className="num-tab">{formatNumber(kind.count)}</span>
        </button>
      ))}
    </div>
  )
}

function Days({ view, items, canWrite }: { view: PersonView; items: TimelineItem[]; canWrite: boolean }) {
  const days = useMemo(() => byDay(items), [items])
  return days.map(([day, on]) => (
    <div key={day} className="past-day" role="group" aria-label={day}>
      <h2>{day}</h2>
      <ol>{on.map((item) => (item.note ? <NoteItem key={item.key} view={view} item={item} canWrite={canWrite} /> : <Item key={item.key} item={item} />))}</ol>
    </div>
  ))
}

function byDay(items: TimelineItem[]): [string, TimelineItem[]][] {
  const days = new Map<string, TimelineItem[]>()
  for (const item of items) {
    const on = days.get(item.day)
    if (on) on.push(item)
    else days.set(item.day, [item])
  }
  return [...days]
}

function Item({ item }: { item: TimelineItem }) {
  return (
    <li className={`deed ${item.machine ? 'machine' : ''}`} data-kind={item.kind}>
      <time dateTime={item.at}>{item.time}</time>
      <span className="deed-dot" aria-hidden />
      <span className="deed-text selectable">
        <b>{item.text}</b>
        {item.machine && <span className="deed-machine"><Bot size={12} aria-hidden />{t.machine}</span>}
        {item.detail && <small>{item.detail}</small>}
      </span>
    </li>
  )
}

function NoteItem({ view, item, canWrite }: { view: PersonView; item: TimelineItem; canWrite: boolean }) {
  const [editing, setEditing] = useState(false)
  const [bad, setBad] = useState('')
  const remove = async () => setBad(await deleteNote(view, item.note))
  if (editing) return <li><NoteBox view={view} note={{ id: item.note, text: item.text, at: item.at }} onDone={() => setEditing(false)} /></li>
  const items = [
    { label: t.editNote, icon: <Pencil size={14} />, keys: 'Enter', disabled: !canWrite, run: () => setEditing(true) },
    { label: t.deleteNote, icon: <Trash2 size={14} />, keys: 'Del', danger: true, disabled: !canWrite, run: () => void remove() },
  ]
  return (
    <ContextMenu items={items}>
      <li className="deed written" data-kind="note">
        <time dateTime={item.at}>{item.time}</time>
        <span className="deed-dot" aria-hidden />
        <button
          type="button" className="deed-note selectable" aria-label={`${t.note}: ${item.text}`} onDoubleClick={() => canWrite && setEditing(true)}
          onKeyDown={(e) => {
            if (!canWrite) return
            if (e.key === 'Enter' || e.key === 'F2') {
              e.preventDefault()
              setEditing(true)
            }
            if (e.key === 'Delete') void remove()
          }}
        >
          {item.text}
        </button>
        {bad && <span className="field-bad" role="alert">{bad}</span>}
      </li>
    </ContextMenu>
  )
}

/** Goes on backwards when it comes into view, and says where it began. */
function End({ past }: { past: Past }) {
  const mark = useRef<HTMLDivElement>(null)
  const more = past.offset + past.items.length < past.total
  const latest = useRef(past.earlier)
  useEffect(() => {
    latest.current = past.earlier
  })
  useEffect(() => {
    const at = mark.current
    if (!more || !at || typeof IntersectionObserver === 'undefined') return
    const observer = new IntersectionObserver((seen) => seen.some((s) => s.isIntersecting) && latest.current(), { rootMargin: '600px' })
    observer.observe(at)
    return () => observer.disconnect()
  }, [more, past.items.length])
  if (!past.ready || past.total === 0) return null
  return <div ref={mark} className="past-end">{more ? <Button tone="quiet" className="past-more" onClick={past.earlier}>{t.earlier}</Button> : <p className="past-none">{t.beginning}</p>}</div>
}
