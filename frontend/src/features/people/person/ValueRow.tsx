import { Copy, Pencil, Trash2 } from 'lucide-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { report } from '../../../app/status'
import type { PersonValue, PersonView } from '../../../bridge/client'
import { t } from '../../../i18n/person'
import { ContextMenu, type MenuItem } from '../../../ui/Menu'
import { Tooltip } from '../../../ui/Tooltip'
import { setValue } from './deeds'

interface Props {
  view: PersonView
  value: PersonValue
  canWrite: boolean
}

/** One trait. Its origin shows on hover and below it once it is chosen; Enter, F2 or a double click edits it. */
export function ValueRow({ view, value, canWrite }: Props) {
  const [editing, setEditing] = useState(false)
  const [open, setOpen] = useState(false)
  const row = useRef<HTMLButtonElement>(null)
  const origin = useId()
  const write = () => canWrite && setEditing(true)
  const stop = () => {
    setEditing(false)
    requestAnimationFrame(() => row.current?.focus())
  }
  if (editing) return <ValueBox view={view} field={value} text={value.text} onDone={stop} />
  const onKeyDown = (e: KeyboardEvent) => {
    if (!canWrite || (e.key !== 'Enter' && e.key !== 'F2' && e.key !== 'Delete')) return
    e.preventDefault()
    if (e.key === 'Delete') void setValue(view, value, '')
    else write()
  }
  return (
    <ContextMenu items={menuOf(view, value, canWrite, write)}>
      <div className={`trait${open ? ' open' : ''}`}>
        <Tooltip text={value.origin} side="right">
          <button ref={row} type="button" className="trait-main" aria-expanded={open} aria-describedby={open ? origin : undefined} onClick={() => setOpen(!open)} onDoubleClick={write} onKeyDown={onKeyDown}>
            <span className="trait-name">{value.name}</span>
            <span className="trait-value"><Broken text={value.value} /></span>
          </button>
        </Tooltip>
        {canWrite && <button type="button" tabIndex={-1} className="trait-pen" aria-label={t.edit(value.name)} onClick={write}><Pencil size={13} /></button>}
        {open && <p id={origin} className="trait-origin">{value.origin}</p>}
      </div>
    </ContextMenu>
  )
}

/** A value that breaks before an @ rather than within a word. */
export function Broken({ text }: { text: string }) {
  const at = text.indexOf('@')
  return at < 0 ? text : <>{text.slice(0, at)}<wbr />{text.slice(at)}</>
}

function menuOf(view: PersonView, value: PersonValue, canWrite: boolean, write: () => void): MenuItem[] {
  const copy = () => {
    void navigator.clipboard.writeText(value.value)
    report(t.copied(value.name))
  }
  return [
    { label: t.edit(value.name), icon: <Pencil size={14} />, keys: 'F2', disabled: !canWrite, run: write },
    { label: t.copyValue, icon: <Copy size={14} />, run: copy },
    { separator: true },
    { label: t.remove, icon: <Trash2 size={14} />, keys: 'Del', danger: true, disabled: !canWrite, run: () => void setValue(view, value, '') },
  ]
}

interface BoxProps {
  view: PersonView
  field: { key: string; name: string; type: string }
  text: string
  onDone: () => void
}

/** Writes a value: Enter or leaving the box saves it, Esc leaves it as it was. What is wrong is said below. */
export function ValueBox({ view, field, text, onDone }: BoxProps) {
  const [written, setWritten] = useState(text)
  const [bad, setBad] = useState('')
  const busy = useRef(false)
  const box = useRef<HTMLInputElement>(null)
  const id = useId()
  useEffect(() => {
    box.current?.focus()
    box.current?.select()
  }, [])
  const save = async () => {
    if (busy.current) return
    if (written.trim() === text.trim()) return onDone()
    busy.current = true
    const trouble = await setValue(view, field, written)
    busy.current = false
    setBad(trouble)
    if (trouble === '') onDone()
    else box.current?.focus()
  }
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key === 'Enter') void save()
    if (e.key === 'Escape') {
      busy.current = true
      onDone()
    }
  }
  const hint = field.type === 'date' || field.type === 'time' ? t.dateHint : field.type === 'bool' ? t.boolHint : ''
  return (
    <div className="trait-edit">
      <label className="trait-name" htmlFor={id}>{field.name}</label>
      <input
        ref={box} id={id} className={`input${bad ? ' bad' : ''}`} value={written} aria-invalid={bad !== ''} aria-describedby={`${id}-says`}
        onChange={(e) => setWritten(e.target.value)} onKeyDown={onKeyDown} onBlur={() => void (bad === '' && save())}
      />
      <span id={`${id}-says`} className={bad ? 'field-bad' : 'field-hint'} role={bad ? 'alert' : undefined}>{bad || hint}</span>
    </div>
  )
}
