import { formatNumber } from '../../../i18n/format'
import { t } from '../../../i18n/overlap'
import { useAnswer } from '../state/answer'
import { isUnsaved } from '../state/draft'
import { useDraft } from '../state/drafts'
import { OverlapView } from './OverlapView'
import { SetPicker } from './SetPicker'
import { mostBeside, useRuleOverlap } from './useOverlap'

/** Where the people of this rule also belong. */
export function OverlapTab() {
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
          <p className="quiet-words">{t.about(formatNumber(count?.people ?? 0))}</p>
          <SetPicker choices={choices} chosen={chosen} most={mostBeside} onChange={choose} common />
        </>
      )}
      {view && choices && choices.length > 0 && <OverlapView view={view} compared={{ document, own, saved, ids: chosen }} barHeight={72} />}
    </div>
  )
}
