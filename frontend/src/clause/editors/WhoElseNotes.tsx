import { useState } from 'react'
import { bridge } from '../../bridge/client'
import { t } from '../../i18n/editors'
import { condition as newCondition, emptyRule, group, writeRule, type Condition, type Params, type Window } from '../../rule'
import { Button } from '../../ui/Button'
import { Note, NumberPart } from './parts'
import { useLoaded } from './useLoaded'

interface Props {
  condition: Condition
  onAdd?(params: Params): void
}

/** Whether a rule about events is met by people who did nothing of the kind. */
export function meetsThoseWithNone({ params, not }: Condition): boolean {
  if (params.type !== 'event') return false
  const { op, n, to } = params.count ?? { op: 'at_least', n: 1 }
  const least = op === 'at_most' ? 0 : op === 'between' ? Math.min(n, to ?? n) : n
  return (least === 0) !== Boolean(not)
}

/** Whether a rule is met by people who were never sent anything they could have opened. */
export function meetsTheNeverMailed(condition: Condition): boolean {
  const { event } = condition.params
  return (event === 'opened' || event === 'clicked') && meetsThoseWithNone(condition)
}

/**
 * Says who else "did not" do it: people who got no mail, or who were not there yet.
 * It gives their number and offers the rule that keeps them out.
 */
export function WhoElseNotes({ condition, onAdd }: Props) {
  return (
    <>
      {meetsTheNeverMailed(condition) && <Offer condition={condition} onAdd={onAdd} />}
      {joinedLater(condition) && <NewcomersOffer condition={condition} onAdd={onAdd} />}
    </>
  )
}

/** The time in which people may have joined too late to do it, where a rule is met by those with none. */
function joinedLater(condition: Condition): Extract<Window, { kind: 'last' }> | undefined {
  const { window } = condition.params
  return window?.kind === 'last' && meetsThoseWithNone(condition) ? (window as Extract<Window, { kind: 'last' }>) : undefined
}

function NewcomersOffer({ condition, onAdd }: Props) {
  const { n, unit } = joinedLater(condition)!
  const joined = (kind: 'last' | 'more_than_ago'): Params => ({ type: 'field', field: 'joined', op: 'window', window: { kind, n, unit } })
  const document = bothOf(condition, newCondition(joined('last'), { id: 'joined' }))
  const { value: counts } = useLoaded(document, () => bridge.segments.project([document]))
  if (!counts?.[0]) return null
  return (
    <div className="editor-offer">
      <Note>{t.newcomers(counts[0])}</Note>
      {onAdd && <Button onClick={() => onAdd(joined('more_than_ago'))}>{t.onlyJoinedBefore}</Button>}
    </div>
  )
}

function Offer({ condition, onAdd }: Props) {
  const [times, setTimes] = useState(3)
  const unsent = newCondition({ type: 'event', event: 'sent', window: condition.params.window }, { id: 'unsent', not: true })
  const neverMailed = bothOf(condition, unsent)
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

/** The rule of those whom a condition and another one match. */
function bothOf({ params, not }: Condition, other: Condition): string {
  const both = group('all', [newCondition(params, { id: 'asked', not }), other], { id: 'both' })
  return writeRule({ ...emptyRule(), include: both })
}
