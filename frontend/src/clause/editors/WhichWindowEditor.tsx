/** When things happened, for each kind of condition that asks it. */
import { t } from '../../i18n/editors'
import { Segmented } from '../../ui/Segmented'
import { Labelled, Note } from './parts'
import type { EditorProps, TokenEditorProps } from './types'
import { WhoElseNotes } from './WhoElseNotes'
import { WindowEditor } from './WindowEditor'

/** When events happened; for a recency also whether it asks about the first or the last. */
export function WhichWindowEditor({ condition, onChange, onAdd }: TokenEditorProps) {
  const { params } = condition
  const recency = params.type === 'recency'
  const ends = [{ value: 'last', label: t.theLastOne }, { value: 'first', label: t.theFirstOne }]
  return (
    <>
      {recency && <Segmented label={t.which} value={params.which ?? 'last'} options={ends} onChange={(which) => onChange({ which })} block />}
      <WindowEditor window={params.window} onChange={(window) => onChange({ window })} />
      {recency && <Note>{condition.not ? t.withoutOneKept : t.withoutOneLeft}</Note>}
      <WhoElseNotes condition={condition} onAdd={onAdd} />
    </>
  )
}

/** When they used to do something. */
export function UsedEditor({ condition, onChange }: EditorProps) {
  return (
    <Labelled label={t.whenTheyUsedTo}>
      <WindowEditor label={t.whenTheyUsedTo} window={condition.params.used} needed onChange={(used) => onChange({ used })} />
    </Labelled>
  )
}

/** Since when they have not done it any more. */
export function LatelyEditor({ condition, onChange }: EditorProps) {
  return (
    <Labelled label={t.notOnceSince}>
      <WindowEditor label={t.notOnceSince} window={condition.params.lately} needed onChange={(lately) => onChange({ lately })} />
    </Labelled>
  )
}
