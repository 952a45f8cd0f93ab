import { ChevronRight, X } from 'lucide-react'
import { useState } from 'react'
import { bridge, type NearGroup } from '../../../bridge/client'
import { useLoaded } from '../../../clause/editors/useLoaded'
import { formatNumber } from '../../../i18n/format'
import { t } from '../../../i18n/audience'
import { setHot } from '../state/view'
import { PeopleList } from './PeopleList'

/** People who fail exactly one clause, by that clause. */
export function NearMisses({ document, about }: { document: string; about: string }) {
  const { value: groups, trouble } = useLoaded(about, () => bridge.segments.nearMisses(document))
  const [open, setOpen] = useState<string>()
  if (trouble) return <p className="quiet-words" role="alert">{trouble}</p>
  if (!groups) return null
  if (groups.length === 0) return <p className="quiet-words">{t.nobodyNear}</p>
  const shown = groups.some((g) => g.path === open) || open === '' ? open : groups[0]?.path
  return (
    <>
      {groups.map((g) => (
        <Group key={g.path} group={g} document={document} about={about} open={shown === g.path} toggle={() => setOpen(shown === g.path ? '' : g.path)} />
      ))}
    </>
  )
}

interface Props {
  group: NearGroup
  document: string
  about: string
  open: boolean
  toggle(): void
}

function Group({ group, document, about, open, toggle }: Props) {
  const people = formatNumber(group.people)
  return (
    <section onPointerEnter={() => setHot(group.id)} onPointerLeave={() => setHot(undefined)}>
      <h2 className="near-heading">
        <button type="button" aria-expanded={open} onClick={toggle}>
          <ChevronRight size={12} className="near-arrow" aria-hidden />
          <X size={12} aria-hidden />
          <span>{t.missOnly(group.text)}</span>
          <b>{people}</b>
        </button>
      </h2>
      {open && (
        <PeopleList
          near heading={t.missOnly(group.text)} about={`${group.path} ${about}`} document={document}
          fetch={(offset, limit) => bridge.segments.nearPeople(document, group.path, offset, limit)}
        />
      )}
    </section>
  )
}
