import { useVirtualizer } from '@tanstack/react-virtual'
import { Users } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { TopBar } from '../../app/TopBar'
import { go, routes } from '../../app/routes'
import { useWorkspace } from '../../app/workspace'
import { counted } from '../../i18n/format'
import type { PersonRow } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { EmptyState } from '../../ui/EmptyState'
import { SearchInput } from '../../ui/SearchInput'
import './people.css'
import { usePeople } from './usePeople'

const rowHeight = 44

/** Everybody in the workspace, in a list that reads only what is on the screen. */
export function PeopleScreen() {
  const [search, setSearch] = useState('')
  const contacts = useWorkspace((workspace) => workspace.state.contacts)
  const { total, row, want } = usePeople(search, contacts)
  return (
    <div className="people-screen">
      <TopBar title="People" actions={<Button onClick={() => go(routes.import)}>Import a spreadsheet</Button>} />
      <div className="people-bar">
        <SearchInput label="Name, email or customer id" value={search} onChange={setSearch} />
        <span className="people-count num-tab">{counted(total, 'person', 'people')}</span>
      </div>
      {total === 0 && search === '' && <EmptyState icon={<Users size={24} />} title="Nobody here yet">Drop a spreadsheet of your customers anywhere on this window.</EmptyState>}
      {total === 0 && search !== '' && <EmptyState title="Nobody matches">No name, email or customer id contains “{search}”.</EmptyState>}
      {total > 0 && <Rows total={total} row={row} want={want} />}
    </div>
  )
}

function Rows({ total, row, want }: { total: number; row: (n: number) => PersonRow | undefined; want: (from: number, to: number) => void }) {
  const box = useRef<HTMLDivElement>(null)
  const list = useVirtualizer({ count: total, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 12 })
  const items = list.getVirtualItems()
  const from = items[0]?.index ?? 0
  const to = items.at(-1)?.index ?? 0
  useEffect(() => want(from, to), [want, from, to])
  return (
    <div className="people-rows scroll" ref={box} role="list" aria-label="People">
      <div className="people-sheet" style={{ height: list.getTotalSize() }}>
        {items.map((item) => {
          const person = row(item.index)
          return (
            <div key={item.index} role="listitem" className="people-item" style={{ transform: `translateY(${item.start}px)` }}>
              {person ? <PersonLine person={person} /> : <span className="people-wait" />}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function PersonLine({ person }: { person: PersonRow }) {
  return (
    <button type="button" className="people-row" onClick={() => go(routes.person(person.id))}>
      <span className="avatar" aria-hidden>{person.initials}</span>
      <b>{person.name}</b>
      <span>{person.email}</span>
      <span>{person.summary}</span>
      <span className={person.mailable ? 'can' : 'cannot'}>{person.mailable ? 'Can be mailed' : person.why}</span>
    </button>
  )
}
