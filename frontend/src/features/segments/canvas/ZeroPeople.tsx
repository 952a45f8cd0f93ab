import { useMemo } from 'react'
import { bridge } from '../../../bridge/client'
import { writeRule } from '../../../rule'
import { useLoaded } from '../../../clause/editors/useLoaded'
import { t } from '../../../i18n/canvas'
import { formatNumber, people as inWords } from '../../../i18n/format'
import { replaceRule } from '../state/actions'
import { useAnswer } from '../state/answer'
import { documentOf } from '../state/draft'
import { useDraft } from '../state/drafts'
import { emptiedBy, loosened } from '../state/loosen'
import { nodeWords } from '../state/places'
import { focusNode } from '../state/view'
import { Button } from '../../../ui/Button'

/** Shown when nobody is left: which rule did it, and the loosest change that brings some back. */
export function ZeroPeople() {
  const { nodes, count, document } = useAnswer()
  const rule = useDraft((d) => d.rule)
  const current = useDraft(documentOf) === document
  const culprit = count?.people === 0 && current ? emptiedBy(rule, nodes) : undefined
  const choices = useMemo(() => (culprit ? loosened(rule, culprit) : []), [rule, culprit])
  const key = culprit ? document : ''
  const { value: people } = useLoaded(key, () => bridge.segments.project(choices.map((c) => writeRule(c.rule))))
  if (!culprit) return null
  const best = people?.length === choices.length ? choices.findIndex((_, i) => (people[i] ?? 0) > 0) : -1
  const choice = choices[best]
  const [before, words, after] = t.nobodyAfter(nodeWords(culprit))
  const were = nodes.get(culprit.id)?.before ?? 0
  return (
    <section className="zero" aria-label={t.nobodyLeft}>
      <p>
        {before}
        <button type="button" className="zero-rule" onClick={() => focusNode(culprit.id)}>{words}</button>
        {after} {t.thereBefore(formatNumber(were), were === 1)}
      </p>
      {choice && <Button onClick={() => replaceRule(choice.rule, t.loosened)}>{t.would(choice.label, inWords(people?.[best] ?? 0))}</Button>}
    </section>
  )
}
