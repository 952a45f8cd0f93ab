import { ArrowRight } from 'lucide-react'
import { Link } from 'wouter'
import { routes } from '../../../app/routes'
import { useLoad } from '../../../app/useLoad'
import { bridge } from '../../../bridge/client'
import { people } from '../../../i18n/format'
import { useLanguage } from '../../../i18n/language'
import { t } from '../../../i18n/segments'
import { openStarter } from '../starter'
import './templates.css'

/** The six templates that suit this workspace best, counted in it, and the way to all. */
export function Ideas({ first }: { first: boolean }) {
  const language = useLanguage((s) => s.language)
  const { value } = useLoad(bridge.segments.starters, language)
  if (!value || value.length === 0) return null
  return (
    <section className="ideas" aria-label={t.ideas}>
      <header className={first ? 'first' : ''}>
        {!first && <h2>{t.ideas}</h2>}
        <Link href={routes.segmentTemplates} className="ideas-all">{t.allTemplates} <ArrowRight size={13} aria-hidden /></Link>
      </header>
      <ul>
        {value.map((idea) => (
          <li key={idea.name}>
            <button type="button" className="starter" onClick={() => openStarter(idea.name, idea.rule)}>
              <span className="starter-name">{idea.name}</span>
              <span className="starter-people">{people(idea.people)}</span>
              <span className="starter-words">{idea.sentence}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
