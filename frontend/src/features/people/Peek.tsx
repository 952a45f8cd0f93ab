import { X } from 'lucide-react'
import { go, routes } from '../../app/routes'
import { useLoad } from '../../app/useLoad'
import { bridge, type PersonPeek } from '../../bridge/client'
import { formatNumber } from '../../i18n/format'
import { useLanguage } from '../../i18n/language'
import { t } from '../../i18n/people'
import { Button } from '../../ui/Button'
import { IconButton } from '../../ui/IconButton'
import { Notice } from '../../ui/Notice'

/** A look at one person beside the table. It follows the row that has the focus. */
export function Peek({ id, onClose }: { id: number | undefined; onClose(): void }) {
  const language = useLanguage((s) => s.language)
  const { value, error } = useLoad(() => bridge.people.peek(id ?? 0), `${id} ${language}`, id !== undefined)
  return (
    <aside className="peek scroll" aria-label={t.peek}>
      <IconButton label={t.closePeek} className="peek-close" onClick={onClose}><X size={16} /></IconButton>
      {error && <Notice tone="bad">{error}</Notice>}
      {id === undefined ? <p className="peek-none">{t.noRow}</p> : value && <Person peek={value} />}
    </aside>
  )
}

function Person({ peek: { person, email, facts, deeds, events } }: { peek: PersonPeek }) {
  return (
    <>
      <header className="peek-head">
        <span className="peek-face" aria-hidden>{person.initials}</span>
        <h2 className="selectable">{person.name}</h2>
        {email && email !== person.name && <p className="peek-mail selectable">{email}</p>}
      </header>
      <p className={`peek-standing ${person.mailable ? 'can' : 'cannot'}`}>{person.mailable ? t.canBeMailed : person.why}</p>
      <dl className="peek-facts selectable">
        {(facts ?? []).map((fact) => <div key={fact.key}><dt>{fact.name}</dt><dd>{fact.value}</dd></div>)}
      </dl>
      <h3>{t.lately}</h3>
      {(deeds ?? []).length === 0 && <p className="peek-none">{t.nothingYet}</p>}
      <ol className="peek-deeds">
        {(deeds ?? []).map((deed, i) => <li key={i}><time>{deed.when}</time><b>{deed.text}</b>{deed.detail && <small>{deed.detail}</small>}</li>)}
      </ol>
      {events > (deeds ?? []).length && <p className="peek-none">{t.moreEvents(formatNumber(events - (deeds ?? []).length))}</p>}
      <Button onClick={() => go(routes.person(person.id))}>{t.openPerson}</Button>
    </>
  )
}
