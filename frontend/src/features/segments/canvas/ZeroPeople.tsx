import { t } from '../../../i18n/canvas'
import { formatNumber } from '../../../i18n/format'
import { find } from '../../../rule'
import { useAnswer } from '../state/answer'
import { useDraft } from '../state/drafts'
import { mend, useFindings } from '../state/findings'
import { nodeWords } from '../state/places'
import { focusNode } from '../state/view'
import { Button } from '../../../ui/Button'
import { fixWords } from './Finding'

/** Shown when nobody is left: which rule did it, and the smallest change that brings some back. */
export function ZeroPeople() {
  const finding = useFindings((findings) => [...findings.byNode.values()].find((f) => f.code === 'nobody_left'))
  const were = useAnswer((answer) => answer.nodes.get(finding?.id ?? '')?.before ?? 0)
  const empty = useAnswer((answer) => answer.count?.people === 0)
  const culprit = useDraft((d) => (finding ? find(d.rule, finding.id)?.node : undefined))
  if (!finding || !culprit || !empty) return null
  const [before, words, after] = t.nobodyAfter(nodeWords(culprit))
  return (
    <section className="zero" aria-label={t.nobodyLeft}>
      <p>
        {before}
        <button type="button" className="zero-rule" onClick={() => focusNode(culprit.id)}>{words}</button>
        {after} {t.thereBefore(formatNumber(were), were === 1)}
      </p>
      {finding.fix !== '' && <Button onClick={() => mend(finding)}>{fixWords(finding)}</Button>}
    </section>
  )
}
