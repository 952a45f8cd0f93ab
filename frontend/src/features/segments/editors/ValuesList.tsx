import { useState } from 'react'
import { bridge, type ValueCount } from '../../../bridge/client'
import { SearchInput } from '../../../ui/SearchInput'
import { formatNumber } from '../../../i18n/format'
import { Note, Option, ticked } from './parts'
import { useLoaded } from './useLoaded'

const shown = 50

interface Props {
  /** What Go lists values of: "field:city" or "event:purchased.category". */
  source: string
  chosen: string[]
  onChange(values: string[]): void
}

/** The values of a field or property, the most frequent first, to tick. */
export function ValuesList({ source, chosen, onChange }: Props) {
  const [search, setSearch] = useState('')
  const { value: found, trouble } = useLoaded(`${source}\n${search}`, () => bridge.segments.values(source, search, shown))
  const [first] = useState(chosen)
  const options = listed(found ?? [], search === '' ? [...new Set([...first, ...chosen])] : [])
  const written = search.trim()
  const writes = written !== '' && !options.some((o) => sameWord(o.value, written))
  return (
    <>
      <SearchInput label="Find a value" value={search} onChange={setSearch} className="editor-search" />
      {trouble && <Note>{trouble}</Note>}
      <div className="editor-options scroll" role="group" aria-label="Values">
        {options.map((o) => (
          <Option
            key={o.value}
            checked={chosen.some((v) => sameWord(v, o.value))}
            onChange={(on) => onChange(ticked(chosen.filter((v) => !sameWord(v, o.value)), o.value, on))}
            aside={o.people > 0 ? formatNumber(o.people) : ''}
          >
            {o.value}
          </Option>
        ))}
        {writes && (
          <button type="button" className="editor-add" onClick={() => onChange(ticked(chosen, written, true))}>
            Add “{written}”
          </button>
        )}
        {found && options.length === 0 && !writes && <Note>No values yet. They come with the next import.</Note>}
      </div>
    </>
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
