/** Editors of one comparison: of a field of the contact or a property of an event. */
import { Select } from '../../../ui/Select'
import type { Comparison } from '../../../rule'
import { Note, NumberPart, QuickChoices } from './parts'
import { ValuesList } from './ValuesList'

interface Props {
  value: Comparison
  onChange(change: Comparison): void
}

/** The keys of a comparison unset, so that nothing of another way of comparing stays behind. */
export const cleared: Comparison = { values: undefined, text: undefined, value: undefined, to: undefined, window: undefined }

const textWays = [
  { value: 'any_of', label: 'is any of' },
  { value: 'contains', label: 'contains' },
  { value: 'starts_with', label: 'starts with' },
  { value: 'ends_with', label: 'ends with' },
  { value: 'matches', label: 'matches a pattern' },
  { value: 'is_set', label: 'is filled in' },
]

/** How a text must read. */
export function TextComparison({ value, onChange, source }: Props & { source: string }) {
  const op = value.op ?? 'any_of'
  const choose = (next: string) => onChange({ ...cleared, op: next, ...startOf(next, value) })
  return (
    <>
      <Select label="How to compare" value={op} options={textWays} onChange={choose} block />
      {op === 'any_of' && <ValuesList source={source} chosen={value.values ?? []} onChange={(values) => onChange({ op, values })} />}
      {oneText(op) && (
        <input
          className="input editor-text"
          aria-label="Text"
          placeholder={op === 'matches' ? 'For example ^KVN-[0-9]+' : 'Write the text'}
          value={value.text ?? ''}
          onChange={(e) => onChange({ op, text: e.target.value })}
        />
      )}
      {op === 'matches' && <Note>A pattern is for texts with a fixed form, such as codes. Upper and lower case are the same.</Note>}
    </>
  )
}

function oneText(op: string): boolean {
  return op !== 'any_of' && op !== 'is_set'
}

/** Keeps what was written when only the way of comparing changes. */
function startOf(op: string, before: Comparison): Comparison {
  if (op === 'is_set') return {}
  if (op === 'any_of') return { values: before.values ?? (before.text ? [before.text] : []) }
  return { text: before.text ?? before.values?.[0] ?? '' }
}

const numberWays = [
  { value: 'gte', label: 'at least' },
  { value: 'lte', label: 'at most' },
  { value: 'gt', label: 'more than' },
  { value: 'lt', label: 'less than' },
  { value: 'eq', label: 'exactly' },
  { value: 'between', label: 'between' },
]

/** How large a number or an amount must be. settable offers "is filled in". */
export function NumberComparison({ value, onChange, step, settable }: Props & { step?: number; settable?: boolean }) {
  const op = value.op ?? 'gte'
  const ways = settable ? [...numberWays, { value: 'is_set', label: 'is filled in' }] : numberWays
  const from = value.value ?? '0'
  const choose = (next: string) => {
    if (next === 'is_set') return onChange({ ...cleared, op: next })
    onChange({ ...cleared, op: next, value: from, to: next === 'between' ? (value.to ?? from) : undefined })
  }
  return (
    <>
      <Select label="How to compare" value={op} options={ways} onChange={choose} block />
      {op !== 'is_set' && (
        <NumberPart
          label={op === 'between' ? 'From' : 'Amount'} min={-1e12} step={step}
          value={Number(from)} onChange={(n) => onChange({ op, value: decimal(n) })}
        />
      )}
      {op === 'between' && (
        <NumberPart label="To" min={-1e12} step={step} value={Number(value.to ?? from)} onChange={(n) => onChange({ op, to: decimal(n) })} />
      )}
      {op === 'between' && <Note>Both ends count.</Note>}
    </>
  )
}

/** A number as Go reads it: plain digits, never 1e21. */
export function decimal(n: number): string {
  return n.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 6 })
}

/** Whether a yes-or-no value is yes, or filled in at all. */
export function YesNoComparison({ value, onChange }: Props) {
  const way = (label: string, op: string) => ({ label, on: value.op === op, choose: () => onChange({ ...cleared, op }) })
  return <QuickChoices label="How to compare" choices={[way('is yes', 'is_true'), way('is filled in', 'is_set')]} />
}
