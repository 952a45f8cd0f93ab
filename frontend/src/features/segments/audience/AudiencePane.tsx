import { useState } from 'react'
import { formatNumber } from '../../../i18n/format'
import { t } from '../../../i18n/audience'
import { Tabs } from '../../../ui/Tabs'
import { HistoryTab } from '../history/HistoryTab'
import { OverlapTab } from '../overlap/OverlapTab'
import { useAnswer } from '../state/answer'
import { DotField } from './DotField'
import { Mailable } from './Mailable'
import { PeopleTab } from './PeopleTab'
import { useCountUp } from './useCountUp'

type Tab = 'people' | 'overlap' | 'history'

/** What the rules mean: how many people, how many of them can be mailed, who they are. */
export function AudiencePane() {
  const { count, delta, late } = useAnswer()
  const [tab, setTab] = useState<Tab>('people')
  const people = count?.people ?? 0
  const contacts = count?.contacts ?? 0
  const shown = useCountUp(people)
  const share = contacts > 0 ? people / contacts : 0
  const tabs = [
    { value: 'people' as Tab, label: t.peopleTab, panel: <PeopleTab /> },
    { value: 'overlap' as Tab, label: t.overlapTab, panel: <OverlapTab /> },
    { value: 'history' as Tab, label: t.historyTab, panel: <HistoryTab /> },
  ]
  return (
    <aside className="audience scroll" aria-label={t.audience} tabIndex={-1}>
      <div className={`audience-size${late ? ' late' : ''}`}>
        <p className="audience-line">
          <span className="audience-number" data-testid="audience-count" data-people={count ? people : ''}>{count ? formatNumber(shown) : '–'}</span>
          <span className="audience-unit">{t.unit(people === 1)}</span>
          {delta !== 0 && <span className={`audience-delta ${delta > 0 ? 'up' : 'down'}`}>{delta > 0 ? '▲' : '▼'} {formatNumber(Math.abs(delta))}</span>}
        </p>
        <p className="audience-share">{count ? t.shareOf(`${(share * 100).toFixed(1)}%`, formatNumber(contacts)) : '\u00a0'}</p>
        <DotField share={share} />
      </div>
      {count && <Mailable count={count} />}
      <Tabs className="audience-tabs" label={t.tabs} value={tab} onChange={setTab} tabs={tabs} />
    </aside>
  )
}
