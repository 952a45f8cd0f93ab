import { useState } from 'react'
import { useSettled } from '../../../app/useSettled'
import { bridge } from '../../../bridge/client'
import { formatNumber } from '../../../i18n/format'
import { t } from '../../../i18n/audience'
import { Segmented } from '../../../ui/Segmented'
import { useAnswer } from '../state/answer'
import { FindPerson } from './FindPerson'
import { NearMisses } from './NearMisses'
import { PeopleList } from './PeopleList'
import { PinnedLine } from './PinnedLine'

type Which = 'in' | 'near'

/** The list follows the numbers of an edit, in ms after them. */
const afterTheNumbers = 120

/** People of the segment, or those who miss it by one clause, or anybody one looks for. */
export function PeopleTab() {
  const [which, setWhich] = useState<Which>('in')
  const { document, count } = useAnswer()
  const about = useSettled(count ? `${document} ${count.people}` : '', afterTheNumbers)
  const choices = [
    { value: 'in' as Which, label: t.inSegment },
    { value: 'near' as Which, label: <>{t.near} <span className="quiet-count">{formatNumber(count?.nearMisses ?? 0)}</span></> },
  ]
  return (
    <div className="people">
      <PinnedLine />
      <FindPerson document={document} />
      <Segmented label={t.which} value={which} options={choices} onChange={setWhich} block />
      {which === 'in' ? (
        <PeopleList heading={t.inSegment} about={about} document={document} nobody={t.nobodyIn} fetch={(offset, limit) => bridge.segments.sample(document, false, offset, limit)} />
      ) : (
        <NearMisses document={document} about={count ? `${document} ${count.nearMisses}` : ''} />
      )}
    </div>
  )
}
