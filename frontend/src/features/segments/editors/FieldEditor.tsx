/** Editors of what something known about the contact must be. */
import type { FieldView } from '../../../bridge/client'
import { t } from '../../../i18n/editors'
import type { Params } from '../../../rule'
import { Select } from '../../../ui/Select'
import { cleared, ComparisonOf, firstQuestion, NumberComparison } from './comparison'
import { namedOptions, optionsOf, useFields } from './known'
import { Note } from './parts'
import type { EditorProps, TokenEditorProps } from './types'
import { UnknownNote } from './UnknownNote'

/** What a field must be: a value, or how it compares with another field. */
export function FieldEditor(props: TokenEditorProps) {
  const { condition, onChange } = props
  const { params } = condition
  const fields = useFields()
  const field = fields?.find((f) => f.key === params.field)
  if (!fields) return <Note>{t.loading}</Note>
  if (!field) return <FieldChoice {...props} />
  const others = fields.filter((f) => f.type === field.type && f.key !== field.key)
  const comparable = others.length > 0 && !params.part
  return (
    <>
      {(comparable || params.other) && <AgainstWhat params={params} others={others} onChange={onChange} />}
      {params.other ? <OtherField field={field} others={others} params={params} onChange={onChange} /> : <FieldValue {...props} field={field} />}
      <UnknownNote {...props} />
    </>
  )
}

type PartProps = { params: Params; onChange(change: Partial<Params>): void }

/** Whether a field is compared with a value or with another field. */
function AgainstWhat({ params, others, onChange }: PartProps & { others: FieldView[] }) {
  const options = [{ value: 'value', label: t.aValue }, { value: 'field', label: t.anotherField }]
  const choose = (way: string) => onChange({ ...cleared, op: way === 'field' ? 'eq' : undefined, other: way === 'field' ? others[0]?.key : undefined })
  return <Select label={t.comparedWith} value={params.other ? 'field' : 'value'} options={options} onChange={choose} block />
}

/** How a field compares with another of the same type. */
function OtherField({ field, others, params, onChange }: PartProps & { field: FieldView; others: FieldView[] }) {
  const dates = field.type === 'date' || field.type === 'time'
  const words = dates ? t.dateSigns : t.signs
  const ordered = dates || field.type === 'number' || field.type === 'money'
  const signs = optionsOf(words).filter((o) => ordered || o.value === 'eq')
  return (
    <>
      <Select label={t.howToCompare} value={params.op ?? ''} options={signs} onChange={(op) => onChange({ op })} block />
      <Select label={t.otherField} value={params.other ?? ''} options={namedOptions(others, params.other)} onChange={(other) => onChange({ other })} block />
      {others.length === 0 && <Note>{t.nothingToCompare}</Note>}
    </>
  )
}

function FieldValue({ condition, onChange, field }: EditorProps & { field: FieldView }) {
  const { params } = condition
  const email = field.key === 'email'
  const source = `field:${field.key}${params.part ? `.${params.part}` : ''}`
  const parts = optionsOf(t.parts)
  const choose = (part: string) => onChange({ ...cleared, op: 'any_of', values: [], part: part || undefined })
  return (
    <>
      {email && <Select label={t.partOfEmail} value={params.part ?? ''} options={parts} onChange={choose} block />}
      <ComparisonOf type={field.type} value={params} source={source} onChange={onChange} />
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
