import { bridge, type TraitFacts } from '../../bridge/client'
import { t } from '../../i18n/editors'
import type { Condition, Params } from '../../rule'
import { Button } from '../../ui/Button'
import { Note } from './parts'
import type { Companion, TokenEditorProps } from './types'
import { useLoaded } from './useLoaded'

/** Says what becomes of people whose value is not known, and turns it round. */
export function UnknownNote({ condition, onJoin }: Pick<TokenEditorProps, 'condition' | 'onJoin'>) {
  const { params, not } = condition
  const unknown = useMissing(params.field)
  if (unknown === 0 || params.other || params.op === 'is_set' || answersEmpty(params)) return null
  return (
    <div className="editor-offer">
      <Note>{not ? t.unknownKeptIn(unknown) : t.unknownLeftOut(unknown)}</Note>
      {onJoin && <Button onClick={() => onJoin(flip(condition))}>{not ? t.leaveThemOut : t.keepThemIn}</Button>}
    </div>
  )
}

/** How many people have no value of a field. */
export function useMissing(field: string | undefined): number {
  const key = field ? `field:${field}` : ''
  const { value: facts } = useLoaded<TraitFacts>(key, () => bridge.segments.traitFacts(key))
  return facts?.missing ?? 0
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
