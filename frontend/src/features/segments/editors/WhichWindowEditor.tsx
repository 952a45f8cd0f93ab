import { Segmented } from '../../../ui/Segmented'
import { NeverMailedNote } from './NeverMailedNote'
import { Note } from './parts'
import type { TokenEditorProps } from './types'
import { WindowEditor } from './WindowEditor'

const ends = [
  { value: 'last', label: 'The last one' },
  { value: 'first', label: 'The first one' },
]

/** When events happened; for a recency also whether it asks about the first or the last. */
export function WhichWindowEditor({ condition, onChange, onAdd }: TokenEditorProps) {
  const { params } = condition
  const recency = params.type === 'recency'
  return (
    <>
      {recency && <Segmented label="Which" value={params.which ?? 'last'} options={ends} onChange={(which) => onChange({ which })} block />}
      <WindowEditor window={params.window} onChange={(window) => onChange({ window })} />
      {recency && <Note>{condition.not ? 'People without one are kept in.' : 'People without one are left out.'}</Note>}
      <NeverMailedNote condition={condition} onAdd={onAdd} />
    </>
  )
}
