import { useState } from 'react'
import { bridge } from '../../../bridge/client'
import { useLoaded } from '../../../clause/editors/useLoaded'
import { t } from '../../../i18n/audience'
import { SearchInput } from '../../../ui/SearchInput'
import { PersonLine } from './PersonLine'

const found = 8

/** Finds anybody at all and says why they are in the segment, or not. */
export function FindPerson({ document }: { document: string }) {
  const [search, setSearch] = useState('')
  const [open, setOpen] = useState<number>()
  const words = search.trim()
  const { value: page, trouble } = useLoaded(words, () => bridge.people.list(words, 0, found))
  const people = words === '' ? [] : (page?.people ?? [])
  return (
    <search className="find-person">
      <SearchInput label={t.whyNot} value={search} onChange={setSearch} />
      {trouble && <p className="quiet-words" role="alert">{trouble}</p>}
      {words !== '' && page && people.length === 0 && <p className="quiet-words" role="status">{t.nobodyFound}</p>}
      {people.length > 0 && (
        <ul aria-label={t.found}>
          {people.map((p) => (
            <PersonLine key={p.id} person={p} near={false} document={document} open={open === p.id} toggle={() => setOpen(open === p.id ? undefined : p.id)} />
          ))}
        </ul>
      )}
    </search>
  )
}
