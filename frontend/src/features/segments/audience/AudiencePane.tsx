import { formatNumber } from '../../../i18n/format'
import { useAnswer } from '../state/answer'
import { DotField } from './DotField'
import { Mailable } from './Mailable'
import { PeopleTab } from './PeopleTab'
import { useCountUp } from './useCountUp'

/** What the rules mean: how many people, how many of them can be mailed, who they are. */
export function AudiencePane() {
  const { count, delta, late } = useAnswer()
  const people = count?.people ?? 0
  const contacts = count?.contacts ?? 0
  const shown = useCountUp(people)
  const share = contacts > 0 ? people / contacts : 0
  return (
    <aside className="audience scroll" aria-label="Audience" tabIndex={-1}>
      <div className={`audience-size${late ? ' late' : ''}`}>
        <p className="audience-line">
          <span className="audience-number" data-testid="audience-count" data-people={count ? people : ''}>{formatNumber(shown)}</span>
          <span className="audience-unit">{people === 1 ? 'person' : 'people'}</span>
          {delta !== 0 && <span className={`audience-delta ${delta > 0 ? 'up' : 'down'}`}>{delta > 0 ? '▲' : '▼'} {formatNumber(Math.abs(delta))}</span>}
        </p>
        <p className="audience-share">{(share * 100).toFixed(1)}% of {formatNumber(contacts)} contacts</p>
        <DotField share={share} />
      </div>
      {count && <Mailable count={count} />}
      <PeopleTab />
    </aside>
  )
}
