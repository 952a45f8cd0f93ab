import { bridge, type TraitFacts } from '../../../bridge/client'
import { t } from '../../../i18n/editors'
import type { Condition, Params } from '../../../rule'
import { Button } from '../../../ui/Button'
import { Note } from './parts'
import type { Companion, TokenEditorProps } from './types'
import { useLoaded } from './useLoaded'

/** Says what becomes of people whose value is not known, and turns it round. */
export function UnknownNote({ condition, onJoin }: Pick<TokenEditorProps, 'condition' | 'onJoin'>) {
  const { type, field, other, op, not } = { ...condition.params, not: condition.not }
  const asked = type === 'field' && field && !other && op !== 'is_set' && !answersEmpty(condition.params)
  const key = asked ? `field:${field}` : ''
  const { value: facts } = useLoaded<TraitFacts>(key, () => bridge.segments.traitFacts(key))
  const unknown = facts?.missing ?? 0
  if (unknown <= 0 || key === '') return null
  return (
    <div className="editor-offer">
      <Note>{not ? t.unknownKeptIn(unknown) : t.unknownLeftOut(unknown)}</Note>
      {onJoin && <Button onClick={() => onJoin(flip(condition))}>{not ? t.leaveThemOut : t.keepThemIn}</Button>}
    </div>
  )
}

/** An empty list has no items, so some questions about lists have an answer for it. */
function answersEmpty({ op }: Params): boolean {
  return op === 'none_of' || op === 'number'
}

/** The second rule that keeps people without a value in, or out. */
function flip({ params, not }: Condition): Companion {
  const known: Params = { type: 'field', field: params.field, op: 'is_set' }
  return not ? { params: known, how: 'and' } : { params: known, not: true, how: 'or' }
}
