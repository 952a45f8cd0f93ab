import { t } from '../../../i18n/canvas'
import { bridge } from '../../../bridge/client'
import { parseRule } from '../../../rule'
import { useLoaded } from '../../../clause/editors/useLoaded'
import { formatNumber } from '../../../i18n/format'
import { replaceRule } from '../state/actions'
import { currentDraft, rename } from '../state/drafts'
import { unnamed } from '../state/draft'
import { Button } from '../../../ui/Button'

const offered = 3

/** The include lane while nothing is in it. */
export function EmptyWell({ lit }: { lit: boolean }) {
  const { value: starters } = useLoaded('starters', () => bridge.segments.starters())
  return (
    <div className={`well${lit ? ' lit' : ''}`}>
      <p className="well-title">{t.wellTitle}</p>
      <p>
        {t.wellBefore}<kbd>/</kbd>{starters && starters.length > 0 ? t.wellAfterIdeas : t.wellAfter}
      </p>
      <div className="well-ideas">
        {starters?.slice(0, offered).map((s) => (
          <Button key={s.name} title={s.sentence} onClick={() => begin(s.name, s.rule)}>
            {s.name} <span className="quiet-words">{formatNumber(s.people)}</span>
          </Button>
        ))}
      </div>
    </div>
  )
}

function begin(name: string, document: string): void {
  const starter = parseRule(document)
  const { exclude } = currentDraft().rule
  replaceRule({ ...starter, exclude: { ...exclude, kids: [...exclude.kids, ...starter.exclude.kids] } }, t.startedFrom(name))
  if (currentDraft().name === unnamed) rename(name)
}
