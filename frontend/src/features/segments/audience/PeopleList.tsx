import { useEffect, useRef, useState } from 'react'
import type { PersonPage } from '../../../bridge/client'
import { formatNumber } from '../../../i18n/format'
import { t } from '../../../i18n/audience'
import { PersonLine } from './PersonLine'
import { useEndless } from './useEndless'

interface Props {
  /** What the list is about, for screen readers. */
  heading: string
  /** The list begins anew when it changes; "" shows nothing yet. */
  about: string
  fetch(offset: number, limit: number): Promise<PersonPage>
  /** The rule that Why explains; without one, a press opens the person. */
  document?: string
  /** Said where nobody is in it. */
  nobody?: string
  /** The clause each of them fails is known from the heading already. */
  near?: boolean
}

/** People that come in as one scrolls. */
export function PeopleList({ heading, about, fetch, document, nobody, near = false }: Props) {
  const [open, setOpen] = useState<number>()
  const { people, total, trouble, more } = useEndless(about, fetch)
  if (trouble) return <p className="quiet-words" role="alert">{trouble}</p>
  if (total === 0) return <p className="quiet-words">{nobody}</p>
  return (
    <>
      <ul aria-label={t.listOf(heading)}>
        {people.map((p) => (
          <PersonLine key={p.id} person={p} near={near} document={document} open={open === p.id} toggle={() => setOpen(open === p.id ? undefined : p.id)} />
        ))}
      </ul>
      {total !== undefined && people.length < total && <More shown={people.length} total={total} more={more} />}
    </>
  )
}

/** Loads the next page as soon as it can be seen, or is reached by the keyboard. */
function More({ shown, total, more }: { shown: number; total: number; more(): void }) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!button.current || typeof IntersectionObserver === 'undefined') return
    const seen = new IntersectionObserver((entries) => entries.some((e) => e.isIntersecting) && more(), { rootMargin: '200px' })
    seen.observe(button.current)
    return () => seen.disconnect()
  }, [more])
  return <button ref={button} type="button" className="people-more" onClick={more}>{t.showMore(formatNumber(shown), formatNumber(total))}</button>
}
