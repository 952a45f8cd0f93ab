import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { bridge, type ValueCount } from '../../bridge/client'
import { t } from '../../i18n/editors'
import { formatNumber } from '../../i18n/format'
import { SearchInput } from '../../ui/SearchInput'
import { Note, Option, ticked } from './parts'
import { useLoaded } from './useLoaded'

const most = 200
const usualHeight = 28
const linesShown = 8
const spare = 4

interface Props {
  /** What Go lists values of: "field:city" or "event:purchased.category". */
  source: string
  chosen: string[]
  onChange(values: string[]): void
  /** How many people have no value at all. */
  missing?: number
}

/** The values of a field or property, the most frequent first, to tick. */
export function ValuesList({ source, chosen, onChange, missing = 0 }: Props) {
  const [search, setSearch] = useState('')
  const { value: found, trouble } = useLoaded(`${source}\n${search}`, () => bridge.segments.values(source, search, most))
  const [first] = useState(chosen)
  const options = listed(found ?? [], search === '' ? [...new Set([...first, ...chosen])] : [])
  const written = search.trim()
  const writes = written !== '' && !options.some((o) => sameWord(o.value, written))
  const tick = (value: string, on: boolean) => onChange(ticked(chosen.filter((v) => !sameWord(v, value)), value, on))
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key === 'Enter' && writes) tick(written, true)
    if (e.key !== 'ArrowDown') return
    e.preventDefault()
    list.current?.querySelector('input')?.focus()
  }
  return (
    <>
      <div onKeyDown={onKeyDown} data-first-focus>
        <SearchInput label={t.findValue} value={search} onChange={setSearch} className="editor-search" />
      </div>
      {trouble && <Note>{trouble}</Note>}
      <div ref={list} className="editor-values">
        <Lines key={search} options={options} chosen={chosen} onTick={tick} />
        {writes && (
          <button type="button" className="editor-add" onClick={() => tick(written, true)}>
            {t.addValue(written)}
          </button>
        )}
      </div>
      {missing > 0 && search === '' && (
        <div className="editor-option editor-none">
          <span className="editor-option-label">{t.noValue}</span>
          <span className="editor-aside">{formatNumber(missing)}</span>
        </div>
      )}
      {found && options.length === 0 && !writes && <Note>{t.noValues}</Note>}
      {found && found.length >= most && <Note>{t.manyValues(most)}</Note>}
    </>
  )
}

interface LinesProps {
  options: ValueCount[]
  chosen: string[]
  onTick(value: string, on: boolean): void
}

/** The lines of the list; of a long one only those that can be seen are drawn. Arrow keys walk all of them. */
function Lines({ options, chosen, onTick }: LinesProps) {
  const box = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const [wanted, setWanted] = useState(-1)
  const [lineHeight, setLineHeight] = useState(usualHeight)
  useLayoutEffect(() => {
    const height = box.current?.querySelector<HTMLElement>('[data-line]')?.offsetHeight
    if (height) setLineHeight(height) // larger text makes taller lines
  }, [options.length])
  const from = Math.max(0, Math.floor(top / lineHeight) - spare)
  const to = Math.min(options.length, from + linesShown + 2 * spare)
  useEffect(() => {
    if (wanted >= 0) box.current?.querySelector<HTMLInputElement>(`[data-line="${wanted}"] input`)?.focus()
  }, [wanted, from])
  const walk = (e: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: linesShown, PageUp: -linesShown }[e.key]
    const here = Number((e.target as HTMLElement).closest<HTMLElement>('[data-line]')?.dataset.line ?? -1)
    if (!step || here < 0) return
    e.preventDefault()
    const next = Math.min(options.length - 1, Math.max(0, here + step))
    scrollTo(next)
    setWanted(next)
  }
  const scrollTo = (line: number) => {
    const at = box.current?.scrollTop ?? 0
    const scroll = Math.min(line * lineHeight, Math.max(at, (line - linesShown + 1) * lineHeight))
    if (box.current) box.current.scrollTop = scroll
    setTop(scroll)
  }
  return (
    <div ref={box} className="editor-options scroll" role="group" aria-label={t.values} onKeyDown={walk} onScroll={(e) => setTop(e.currentTarget.scrollTop)}>
      <div style={{ paddingTop: from * lineHeight, paddingBottom: (options.length - to) * lineHeight }}>
        {options.slice(from, to).map((o, i) => (
          <div key={o.value} data-line={from + i} onFocus={() => setWanted(from + i)}>
            <Option checked={chosen.some((v) => sameWord(v, o.value))} onChange={(on) => onTick(o.value, on)} aside={o.people > 0 ? formatNumber(o.people) : ''}>
              {o.value}
            </Option>
          </div>
        ))}
      </div>
    </div>
  )
}

/** Chosen values stay listed even when they are too rare to be among the first. */
function listed(found: ValueCount[], kept: string[]): ValueCount[] {
  const missing = kept.filter((v) => !found.some((f) => sameWord(f.value, v)))
  return [...missing.map((value) => ({ value, people: 0 })), ...found]
}

/** Go compares texts without regard to case. */
function sameWord(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}
