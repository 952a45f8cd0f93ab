import { useState } from 'react'
import type { Condition, Params } from '../../../rule'
import { Note, NumberPart } from './parts'
import { Button } from '../../../ui/Button'

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

/** Says that "did not open" includes people who got no mail, and offers the rule that keeps them out. */
export function NeverMailedNote({ condition, onAdd }: Props) {
  const [times, setTimes] = useState(3)
  if (!meetsTheNeverMailed(condition)) return null
  const sent: Params = { type: 'event', event: 'sent', count: { op: 'at_least', n: times }, window: condition.params.window }
  return (
    <div className="editor-offer">
      <Note>People who were never mailed in that time are kept in too.</Note>
      {onAdd && (
        <>
          <NumberPart label="Mailed at least" min={1} value={times} onChange={setTimes} />
          <Button onClick={() => onAdd(sent)}>
            Only people mailed at least {times === 1 ? 'once' : `${times} times`}
          </Button>
        </>
      )}
    </div>
  )
}
