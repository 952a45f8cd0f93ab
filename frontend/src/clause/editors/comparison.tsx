/** Editors of one comparison: of a field of the contact or a property of an event. */
import { t } from '../../i18n/editors'
import type { Comparison } from '../../rule'
import { NumberField } from '../../ui/NumberField'
import { Select } from '../../ui/Select'
import { CountPart } from './CountEditor'
import { optionsOf } from './known'
import { Note, NumberPart, QuickChoices } from './parts'
import { ValuesList } from './ValuesList'
import { WindowEditor } from './WindowEditor'
import { windowOf } from './windows'

interface Props {
  value: Comparison
  onChange(change: Comparison): void
}

/** Where values are listed from, and how many people have none. */
interface Source {
  source: string
  missing?: number
}

/** The keys of a comparison unset, so that nothing of another way of comparing stays behind. */
export const cleared: Comparison = { values: undefined, text: undefined, value: undefined, to: undefined, count: undefined, window: undefined }

/** What is asked first of a type of value. */
export function firstQuestion(type: string): Comparison {
  switch (type) {
    case 'number':
    case 'money':
      return { op: 'gte', value: '1' }
    case 'bool':
      return { op: 'is_true' }
    case 'date':
    case 'time':
      return { op: 'window', window: { kind: 'last', n: 30, unit: 'day' } }
  }
  return { op: 'any_of', values: [] }
}

/** The editor of a comparison for a type of value. source is where its values are listed. */
export function ComparisonOf({ type, source, missing, ...props }: Props & { type: string } & Source) {
  switch (type) {
    case 'number':
    case 'money':
      return <NumberComparison {...props} settable />
    case 'bool':
      return <YesNoComparison {...props} />
    case 'list':
      return <ListComparison {...props} source={source} missing={missing} />
    case 'date':
    case 'time':
      return <DateComparison {...props} />
  }
  return <TextComparison {...props} source={source} missing={missing} />
}

/** How a text must read. */
export function TextComparison({ value, onChange, ...list }: Props & Source) {
  const op = value.op ?? 'any_of'
  const choose = (next: string) => onChange({ ...cleared, op: next, ...startOf(next, value) })
  return (
    <>
      <Select label={t.howToCompare} value={op} options={optionsOf(t.textWays)} onChange={choose} block />
      {op === 'any_of' && <ValuesList {...list} chosen={value.values ?? []} onChange={(values) => onChange({ op, values })} />}
      {oneText(op) && (
        <input
          className="input editor-text"
          aria-label={t.text}
          placeholder={op === 'matches' ? t.patternExample : t.writeTheText}
          value={value.text ?? ''}
          onChange={(e) => onChange({ op, text: e.target.value })}
        />
      )}
      {op === 'matches' && <Note>{t.patternNote}</Note>}
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

/** What a list such as tags must hold. */
export function ListComparison({ value, onChange, ...list }: Props & Source) {
  const op = value.op ?? 'any_of'
  const choose = (next: string) => onChange({ ...cleared, op: next, ...itemsOf(next, value) })
  return (
    <>
      <Select label={t.howToCompare} value={op} options={optionsOf(t.listWays)} onChange={choose} block />
      {op === 'number' && <CountPart label={t.howMany} count={value.count} onChange={(count) => onChange({ op, count })} />}
      {op !== 'number' && op !== 'is_set' && <ValuesList {...list} chosen={value.values ?? []} onChange={(values) => onChange({ op, values })} />}
    </>
  )
}

function itemsOf(op: string, before: Comparison): Comparison {
  if (op === 'is_set') return {}
  return op === 'number' ? { count: { op: 'at_least', n: 1 } } : { values: before.values ?? [] }
}

/** How large a number or an amount must be. settable offers "is filled in". */
export function NumberComparison({ value, onChange, settable }: Props & { settable?: boolean }) {
  const op = value.op || 'gte'
  const ways = optionsOf(t.numberWays).filter((o) => settable || o.value !== 'is_set')
  const from = value.value ?? '0'
  const step = stepFor(from)
  const choose = (next: string) => {
    if (next === 'is_set') return onChange({ ...cleared, op: next })
    onChange({ ...cleared, op: next, value: from, to: next === 'between' ? (value.to ?? from) : undefined })
  }
  const set = (n: number | null) => n !== null && onChange({ op, value: decimal(n) })
  return (
    <>
      <div className="editor-pair">
        <Select label={t.howToCompare} value={op} options={ways} onChange={choose} block />
        {op !== 'is_set' && op !== 'between' && <NumberField label={t.amount} min={-1e12} step={step} value={Number(from)} onChange={set} />}
      </div>
      {op === 'between' && (
        <div className="editor-pair">
          <NumberPart label={t.from} min={-1e12} step={step} value={Number(from)} onChange={set} />
          <NumberPart label={t.to} min={-1e12} step={step} value={Number(value.to ?? from)} onChange={(n) => onChange({ op, to: decimal(n) })} />
        </div>
      )}
      {op === 'between' && <Note>{Number(from) > Number(value.to ?? from) ? t.swapped : t.bothEnds}</Note>}
    </>
  )
}

/** Steps of about a tenth: 5000 steps by 500, 12 by 1. */
function stepFor(value: string): number {
  const size = Math.abs(Number(value))
  if (!(size >= 20)) return 1
  const ten = 10 ** Math.floor(Math.log10(size))
  return Math.max(1, ten / (size / ten < 2 ? 10 : 2))
}

/** A number as Go reads it: plain digits, never 1e21. */
export function decimal(n: number): string {
  return n.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 6 })
}

/** When a date or a moment lies, or its anniversary. It may lie in the future. */
export function DateComparison({ value, onChange }: Props) {
  const op = value.op ?? 'window'
  const window = value.window ?? windowOf('last', undefined)
  const choose = (next: string) => onChange({ ...cleared, op: next, ...(next !== 'is_set' && { window }) })
  return (
    <>
      <Select label={t.howToCompare} value={op} options={optionsOf(t.dateWays)} onChange={choose} block />
      {op !== 'is_set' && <WindowEditor window={window} future needed onChange={(next) => onChange({ op, window: next })} />}
      {op === 'anniversary' && <Note>{t.anniversaryNote}</Note>}
    </>
  )
}

/** Whether a yes-or-no value is yes, or filled in at all. */
export function YesNoComparison({ value, onChange }: Props) {
  const way = (label: string, op: string) => ({ label, on: value.op === op, choose: () => onChange({ ...cleared, op }) })
  return <QuickChoices label={t.howToCompare} choices={[way(t.isYes, 'is_true'), way(t.isFilledIn, 'is_set')]} />
}
