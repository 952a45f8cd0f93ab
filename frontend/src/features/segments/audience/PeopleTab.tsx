import { X } from 'lucide-react'
import { useState } from 'react'
import { bridge, type PersonRow } from '../../../bridge/client'
import { Segmented } from '../../../ui/Segmented'
import { useLoaded } from '../../../clause/editors/useLoaded'
import { formatNumber } from '../../../i18n/format'
import { useAnswer } from '../state/answer'
import { WhyTree } from './WhyTree'

type Which = 'in' | 'near'
const shown = 12

/** People of the segment, or those who miss it by one clause. Why says how each rule decided. */
export function PeopleTab() {
  const [which, setWhich] = useState<Which>('in')
  const [open, setOpen] = useState<number>()
  const { document, count } = useAnswer()
  const near = which === 'near'
  const key = count ? `${which} ${document} ${count.people}` : ''
  const { value: page, trouble } = useLoaded(key, () => bridge.segments.sample(document, near, 0, shown))
  const people = page?.people ?? []
  const choices = [
    { value: 'in' as Which, label: 'In the segment' },
    { value: 'near' as Which, label: <>Near misses <span className="quiet-count">{formatNumber(count?.nearMisses ?? 0)}</span></>, name: 'Near misses' },
  ]
  const choose = (next: Which) => {
    setWhich(next)
    setOpen(undefined)
  }
  return (
    <div className="people">
      <Segmented label="Which people" value={which} options={choices} onChange={choose} block />
      {trouble && <p className="quiet-words">{trouble}</p>}
      {page && people.length === 0 && <p className="quiet-words">{near ? 'Nobody misses by just one rule.' : 'Nobody matches yet. Hover a count to see which rule removes most people.'}</p>}
      {groupsOf(people, near).map(([heading, members]) => (
        <section key={heading}>
          {heading && <h3 className="near-heading"><X size={12} aria-hidden /> {heading}</h3>}
          <ul>
            {members.map((p) => (
              <Person key={p.id} person={p} near={near} open={open === p.id} toggle={() => setOpen(open === p.id ? undefined : p.id)} document={document} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** Near misses are grouped by the clause they fail. */
function groupsOf(people: PersonRow[], near: boolean): [string, PersonRow[]][] {
  if (!near) return [['', people]]
  const groups = new Map<string, PersonRow[]>()
  for (const p of people) groups.set(p.why, [...(groups.get(p.why) ?? []), p])
  return [...groups]
}

interface PersonProps {
  person: PersonRow
  near: boolean
  open: boolean
  toggle(): void
  document: string
}

function Person({ person, near, open, toggle, document }: PersonProps) {
  return (
    <li>
      <button type="button" className="person" aria-expanded={open} onClick={toggle}>
        <span className="person-mark" aria-hidden>{person.initials}</span>
        <span className="person-words">
          {person.name}
          <small>
            {person.summary}
            {!near && !person.mailable && person.why && ` · ${person.why}`}
          </small>
        </span>
        <span className="person-why">Why</span>
      </button>
      {open && <WhyTree contact={person.id} document={document} />}
    </li>
  )
}
