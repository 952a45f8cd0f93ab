import { useState } from 'react'
import { go, routes } from '../../../app/routes'
import { formatNumber } from '../../../i18n/format'
import { t } from '../../../i18n/overlap'
import { Segmented } from '../../../ui/Segmented'
import { useAnswer } from '../state/answer'
import { isUnsaved } from '../state/draft'
import { useDraft } from '../state/drafts'
import { OverlapView } from './OverlapView'
import { SetPicker } from './SetPicker'
import { mostBeside, ofTheRule, useRuleOverlap } from './useOverlap'

/** Where the people of this rule also belong. */
export function OverlapTab() {
  const [whose, setWhose] = useState<'rule' | 'all'>('rule')
  const name = useDraft((d) => d.name)
  const { document, count } = useAnswer()
  const own = useDraft((d) => d.segment)
  const saved = useDraft((d) => d.segment !== 0 && !isUnsaved(d))
  const { choices, chosen, choose, view, trouble } = useRuleOverlap(document, own, count ? `${own} ${document} ${count.people}` : '')
  return (
    <div className="overlap">
      {trouble && <p className="quiet-words" role="alert">{trouble}</p>}
      {choices?.length === 0 && <p className="quiet-words">{t.noSegments}</p>}
      {choices && choices.length > 0 && (
        <>
          <p className="quiet-words">{whose === 'rule' ? t.about(formatNumber(count?.people ?? 0)) : t.aboutAll}</p>
          <Segmented label={t.whose} value={whose} onChange={setWhose} block options={[{ value: 'rule', label: t.ofRule }, { value: 'all', label: t.ofAll }]} />
          <SetPicker choices={choices} chosen={chosen} most={mostBeside} onChange={choose} common />
        </>
      )}
      {view && choices && choices.length > 0 && (
        <OverlapView view={whose === 'rule' ? ofTheRule(view, choices) : view} compared={{ document, name, own, saved, ids: chosen }} barHeight={72} />
      )}
      {saved && view && chosen.length > 0 && (
        <button type="button" className="link-button" onClick={() => go(routes.segmentOverlap([own, ...chosen]))}>{t.openAll}</button>
      )}
    </div>
  )
}
