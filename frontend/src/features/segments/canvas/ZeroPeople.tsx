import { useMemo } from 'react'
import { bridge } from '../../../bridge/client'
import { writeRule } from '../../../rule'
import { useLoaded } from '../../../clause/editors/useLoaded'
import { counted, formatNumber } from '../../../i18n/format'
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
  return (
    <section className="zero" aria-label="Nobody is left">
      <p>
        Nobody is left after{' '}
        <button type="button" className="zero-rule" onClick={() => focusNode(culprit.id)}>
          {nodeWords(culprit)}
        </button>
        . {counted(nodes.get(culprit.id)?.before ?? 0, 'person was', 'people were')} there before it.
      </p>
      {choice && (
        <Button onClick={() => replaceRule(choice.rule, 'Loosened a rule')}>
          {choice.label}: {formatNumber(people?.[best] ?? 0)} people
        </Button>
      )}
    </section>
  )
}
