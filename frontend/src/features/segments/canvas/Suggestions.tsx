import { Plus } from 'lucide-react'
import { t } from '../../../i18n/canvas'
import { useSettled } from '../../../app/useSettled'
import { bridge } from '../../../bridge/client'
import { parseNode, renamed } from '../../../rule'
import { useLoaded } from '../../../clause/editors/useLoaded'
import { formatNumber } from '../../../i18n/format'
import { narrow } from '../state/actions'
import { useAnswer } from '../state/answer'

/** Suggestions are reckoned once the numbers of the edit are painted, in ms after them. */
const aside = 200

/** Up to three clauses that would narrow the audience, each with what it would leave. */
export function Suggestions() {
  const { document, count } = useAnswer()
  const worth = (count?.people ?? 0) > 0 && document.includes('"include"')
  const { value: suggestions } = useLoaded(useSettled(worth ? document : '', aside), () => bridge.segments.suggest(document))
  if (!worth || !suggestions || suggestions.length === 0) return null
  return (
    <section className="suggestions" aria-label={t.narrow}>
      <h2>{t.narrow}</h2>
      <ul>
        {suggestions.map((s) => (
          <li key={s.node}>
            <button type="button" className="suggestion" onClick={() => narrow(renamed(parseNode(s.node)), s.text)}>
              <Plus size={13} aria-hidden />
              <span>{s.text}</span>
              <b>{formatNumber(s.people)}</b>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
