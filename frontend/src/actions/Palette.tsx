import { Dialog as Base } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { t } from '../i18n/actions'
import { closeDialogs, useDialogs } from './dialogs'
import { KeyCaps } from './KeyCaps'
import './palette.css'
import { usePaletteLines, type Line } from './paletteLines'
import { usedNow } from './recent'

/** Every action, and the things of the workspace, by a few letters. */
export function Palette() {
  const open = useDialogs((dialogs) => dialogs.shown === 'palette')
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && closeDialogs()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className="palette" aria-label={t.findShort}>
          <Finder />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

function Finder() {
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const lines = usePaletteLines(typed)
  const list = useId()
  const chosen = lines[Math.min(at, lines.length - 1)]
  const box = useRef<HTMLUListElement>(null)
  useEffect(() => {
    box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [at, lines])
  const run = (line: Line | undefined) => {
    if (!line) return
    usedNow(line.id)
    closeDialogs()
    setTimeout(line.run) // after the focus is back on the screen
  }
  const onKeyDown = (e: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[e.key]
    if (e.key === 'Enter' && !e.nativeEvent.isComposing) run(chosen)
    else if (step) setAt((now) => wrapped(Math.min(now, lines.length - 1) + step, lines.length, Math.abs(step) === 1))
    else return
    e.preventDefault()
  }
  return (
    <>
      <label className="palette-find">
        <Search size={16} aria-hidden />
        <input
          autoFocus role="combobox" aria-label={t.find} aria-expanded aria-controls={list} aria-autocomplete="list" placeholder={t.find}
          aria-activedescendant={chosen && `${list}-${chosen.id}`} value={typed}
          onChange={(e) => (setTyped(e.target.value), setAt(0))} onKeyDown={onKeyDown}
        />
      </label>
      <ul ref={box} className="palette-list scroll" role="listbox" id={list} aria-label={t.findShort}>
        {lines.map((line, i) => (
          <PaletteLine key={line.id} id={`${list}-${line.id}`} line={line} heading={line.group !== lines[i - 1]?.group} chosen={line === chosen} onHover={() => setAt(i)} onRun={() => run(line)} />
        ))}
      </ul>
      {lines.length === 0 && <p className="palette-none" role="status">{t.nothingFound(typed.trim())}</p>}
      <p className="vh" id={`${list}-keys`}>{t.paletteKeys}</p>
    </>
  )
}

function wrapped(at: number, length: number, round: boolean): number {
  if (round) return (at + length) % Math.max(1, length)
  return Math.max(0, Math.min(length - 1, at))
}

interface LineProps {
  id: string
  line: Line
  /** The first of its group says which that is. */
  heading: boolean
  chosen: boolean
  onHover(): void
  onRun(): void
}

function PaletteLine({ id, line, heading, chosen, onHover, onRun }: LineProps) {
  const Icon = line.icon
  return (
    <>
      {heading && <li role="presentation" className="palette-group">{line.group}</li>}
      <li id={id} role="option" aria-selected={chosen} className="palette-line" onPointerMove={onHover} onClick={onRun}>
        {Icon ? <Icon size={15} aria-hidden /> : <span className="palette-blank" />}
        <span className="palette-words">{line.label}</span>
        {line.detail && <small>{line.detail}</small>}
        {line.keys && <KeyCaps keys={line.keys} />}
      </li>
    </>
  )
}
