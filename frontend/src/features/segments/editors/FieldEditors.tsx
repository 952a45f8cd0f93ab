/** Editors of what a field of the contact must be, and of a measured amount. */
import { bridge, type TraitFacts } from '../../../bridge/client'
import type { Comparison, Params } from '../../../rule'
import { counted } from '../../../i18n/format'
import { NumberComparison, TextComparison, YesNoComparison, cleared } from './comparison'
import { Note } from './parts'
import type { EditorProps } from './types'
import { useLoaded } from './useLoaded'
import { WindowEditor } from './WindowEditor'

/** A text field: its values to tick, or how its text reads. Yes-or-no fields come here too. */
export function FieldTextEditor({ condition, onChange }: EditorProps) {
  const { params } = condition
  const source = `field:${params.field ?? ''}`
  // Go names no type here; a yes-or-no field is known by how it is asked or by its values.
  const { value: values } = useLoaded(params.op === 'is_set' ? source : '', () => bridge.segments.values(source, '', 3))
  const yesNo = params.op === 'is_true' || (values !== undefined && values.length > 0 && values.every((v) => v.value === 'yes' || v.value === 'no'))
  return (
    <>
      {yesNo ? <YesNoComparison value={params} onChange={onChange} /> : <TextComparison value={params} onChange={onChange} source={source} />}
      <UnknownNote condition={condition} />
    </>
  )
}

/** A number or an amount of money: of a field, or of what a measure adds up to. */
export function FieldNumberEditor({ condition, onChange }: EditorProps) {
  const { params } = condition
  return (
    <>
      <NumberComparison value={params} onChange={onChange} settable={params.type === 'field'} step={stepFor(params)} />
      <UnknownNote condition={condition} />
    </>
  )
}

/** Steps of about a tenth: 5000 steps by 500, 12 by 1. */
function stepFor(params: Params): number {
  const size = Math.abs(Number(params.value ?? 0))
  if (size < 20) return 1
  const ten = 10 ** Math.floor(Math.log10(size))
  return Math.max(1, ten / (size / ten < 2 ? 10 : 2))
}

/** A date or a moment of the contact. It may lie in the future. */
export function FieldDateEditor({ condition, onChange }: EditorProps) {
  const { params } = condition
  const set = (window: Comparison['window']) => onChange(window ? { ...cleared, op: 'window', window } : { ...cleared, op: 'is_set' })
  return (
    <>
      <WindowEditor window={params.op === 'is_set' ? undefined : params.window} onChange={set} future ever="is filled in" />
      <UnknownNote condition={condition} />
    </>
  )
}

/** Says what becomes of people whose value is not known. */
function UnknownNote({ condition }: Pick<EditorProps, 'condition'>) {
  const { type, field } = condition.params
  const key = type === 'field' && field ? `field:${field}` : ''
  const { value: facts } = useLoaded<TraitFacts>(key, () => bridge.segments.traitFacts(key))
  const unknown = facts ? facts.of - facts.people : 0
  if (unknown <= 0 || key === '') return null
  const who = counted(unknown, 'person has', 'people have')
  return <Note>{condition.not ? `${who} no value and are kept in.` : `${who} no value and are left out.`}</Note>
}
