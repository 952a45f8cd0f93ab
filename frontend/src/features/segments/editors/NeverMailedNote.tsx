import { useState } from 'react'
import { bridge } from '../../../bridge/client'
import { t } from '../../../i18n/editors'
import { condition as newCondition, emptyRule, group, writeRule, type Condition, type Params } from '../../../rule'
import { Button } from '../../../ui/Button'
import { Note, NumberPart } from './parts'
import { useLoaded } from './useLoaded'

interface Props {
  condition: Condition
  onAdd?(params: Params): void
}

/** Whether a rule is met by people who were never sent anything they could have opened. */
export function meetsTheNeverMailed({ params, not }: Condition): boolean {
  if (params.type !== 'event' || (params.event !== 'opened' && params.event !== 'clicked')) return false
  const { op, n, to } = params.count ?? { op: 'at_least', n: 1 }
  const least = op === 'at_most' ? 0 : op === 'between' ? Math.min(n, to ?? n) : n
  return (least === 0) !== Boolean(not)
}

/** Says that "did not open" includes people who got no mail and how many, and offers the rule that keeps them out. */
export function NeverMailedNote({ condition, onAdd }: Props) {
  return meetsTheNeverMailed(condition) ? <Offer condition={condition} onAdd={onAdd} /> : null
}

function Offer({ condition, onAdd }: Props) {
  const [times, setTimes] = useState(3)
  const neverMailed = documentOf(condition)
  const { value: counts } = useLoaded(neverMailed, () => bridge.segments.project([neverMailed]))
  const people = counts?.[0]
  const sent: Params = { type: 'event', event: 'sent', count: { op: 'at_least', n: times }, window: condition.params.window }
  return (
    <div className="editor-offer">
      <Note>{people === undefined ? t.neverMailed : t.neverMailedCount(people)}</Note>
      {onAdd && (
        <>
          <NumberPart label={t.mailedAtLeast} min={1} value={times} onChange={setTimes} />
          <Button onClick={() => onAdd(sent)}>{t.onlyMailed(times)}</Button>
        </>
      )}
    </div>
  )
}

/** The rule of those whom the condition matches and who were sent nothing in its time. */
function documentOf({ params, not }: Condition): string {
  const unsent = newCondition({ type: 'event', event: 'sent', window: params.window }, { id: 'unsent', not: true })
  const both = group('all', [newCondition(params, { id: 'asked', not }), unsent], { id: 'both' })
  return writeRule({ ...emptyRule(), include: both })
}
