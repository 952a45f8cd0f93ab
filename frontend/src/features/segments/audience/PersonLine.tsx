import { ExternalLink } from 'lucide-react'
import type { PersonRow } from '../../../bridge/client'
import { go, routes } from '../../../app/routes'
import { t } from '../../../i18n/audience'
import { WhyPerson } from './WhyPerson'

interface Props {
  person: PersonRow
  near: boolean
  /** The rule that Why explains; undefined opens the person instead. */
  document: string | undefined
  open: boolean
  toggle(): void
}

/** A person of a list; pressed, it says why they are in or out. */
export function PersonLine({ person, near, document, open, toggle }: Props) {
  const words = (
    <>
      <span className="person-mark" aria-hidden>{person.initials}</span>
      <span className="person-words">
        {person.name}
        <small>
          {person.summary}
          {!near && !person.mailable && person.why && ` · ${person.why}`}
        </small>
      </span>
    </>
  )
  if (document === undefined) {
    return (
      <li>
        <button type="button" className="person" onClick={() => go(routes.person(person.id))}>
          {words}
          <ExternalLink size={13} className="person-why" aria-hidden />
        </button>
      </li>
    )
  }
  return (
    <li>
      <button type="button" className="person" aria-expanded={open} onClick={toggle}>
        {words}
        <span className="person-why">{t.why}</span>
      </button>
      {open && <WhyPerson person={person} document={document} />}
    </li>
  )
}
