/** Editors of what something known about the contact must be. */
import type { FieldView } from '../../bridge/client'
import { t } from '../../i18n/editors'
import type { Params } from '../../rule'
import { Select } from '../../ui/Select'
import { cleared, ComparisonOf, firstQuestion, NumberComparison } from './comparison'
import { namedOptions, optionsOf, useFields } from './known'
import { Note } from './parts'
import type { EditorProps, TokenEditorProps } from './types'
import { UnknownNote, useMissing } from './UnknownNote'

/** What a field must be. */
export function FieldEditor(props: TokenEditorProps) {
  const { params } = props.condition
  const fields = useFields()
  const field = fields?.find((f) => f.key === params.field)
  if (!fields) return <Note>{t.loading}</Note>
  if (!field) return <FieldChoice {...props} />
  return (
    <>
      {params.other ? <OtherFieldEditor {...props} /> : <FieldValue {...props} field={field} />}
      <UnknownNote {...props} />
    </>
  )
}

/** How a field compares with another one of the same type. */
export function OtherFieldEditor({ condition, onChange }: EditorProps) {
  const { params } = condition
  const fields = useFields() ?? []
  const type = fields.find((f) => f.key === params.field)?.type
  const others = fields.filter((f) => f.type === type && f.key !== params.field)
  const options = [{ value: '', label: t.aValue }, ...namedOptions(others, params.other)]
  const choose = (other: string) =>
    onChange(other === '' ? { ...cleared, other: undefined, ...firstQuestion(type ?? 'text') } : { ...cleared, part: undefined, other, op: signOf(params) })
  return (
    <>
      <Select label={t.comparedWith} value={params.other ?? ''} options={options} onChange={choose} block />
      {params.other && <Select label={t.howToCompare} value={params.op ?? ''} options={signsFor(type)} onChange={(op) => onChange({ op })} block />}
      {others.length === 0 && <Note>{t.nothingToCompare}</Note>}
    </>
  )
}

/** The way of comparing stays where only the other field changes. */
function signOf({ other, op }: Params): string {
  return (other && op) || 'eq'
}

/** The ways of comparing two fields: only numbers and dates have an order. */
function signsFor(type = 'text') {
  const dates = type === 'date' || type === 'time'
  const ordered = dates || type === 'number' || type === 'money'
  return optionsOf(dates ? t.dateSigns : t.signs).filter((o) => ordered || o.value === 'eq')
}

function FieldValue({ condition, onChange, field }: EditorProps & { field: FieldView }) {
  const { params } = condition
  const source = `field:${field.key}${params.part ? `.${params.part}` : ''}`
  const missing = useMissing(field.key)
  const choose = (part: string) => onChange({ ...cleared, op: 'any_of', values: [], part: part || undefined })
  return (
    <>
      {field.key === 'email' && <Select label={t.partOfEmail} value={params.part ?? ''} options={optionsOf(t.parts)} onChange={choose} block />}
      <ComparisonOf type={field.type} value={params} source={source} missing={missing} onChange={onChange} />
    </>
  )
}

/** Which field it is about. Another one is asked anew. */
export function FieldChoice({ condition, onChange }: EditorProps) {
  const { params } = condition
  const fields = useFields() ?? []
  const choose = (key: string) => {
    const type = fields.find((f) => f.key === key)?.type ?? 'text'
    onChange({ ...cleared, part: undefined, other: undefined, field: key, ...firstQuestion(type) })
  }
  return <Select label={t.about} value={params.field ?? ''} options={namedOptions(fields, params.field)} onChange={choose} block />
}

/** A number or an amount of money that a measure comes to. */
export function MeasureNumberEditor({ condition, onChange }: EditorProps) {
  return <NumberComparison value={condition.params} onChange={onChange} />
}
