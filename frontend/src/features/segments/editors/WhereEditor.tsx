import { Plus, X } from 'lucide-react'
import { bridge, type PropertyView } from '../../../bridge/client'
import { Select } from '../../../ui/Select'
import { Segmented } from '../../../ui/Segmented'
import type { Filter } from '../../../rule'
import { NumberComparison, TextComparison, YesNoComparison, cleared } from './comparison'
import { clock, newFilter, weekdays, withFilter } from './filters'
import { Note, QuickChoices, ticked } from './parts'
import type { EditorProps } from './types'
import { useLoaded } from './useLoaded'
import { WindowEditor } from './WindowEditor'

/** What the events themselves must be like: all filters must hold for the same event. */
export function WhereEditor({ condition, onChange }: EditorProps) {
  const { event = '', where = [] } = condition.params
  const { value: events, trouble } = useLoaded('properties', () => bridge.segments.properties())
  const properties = events?.find((e) => e.key === event)?.properties ?? []
  const set = (next: Filter[]) => onChange({ where: next.length > 0 ? next : undefined })
  const free = properties.filter((p) => !where.some((f) => f.property === p.key))
  const first = free[0] ?? properties[0]
  return (
    <div className="editor-filters scroll">
      {trouble && <Note>{trouble}</Note>}
      {where.map((filter, i) => (
        <FilterPart
          key={`${i}:${filter.property}`}
          event={event}
          filter={filter}
          properties={properties}
          onChange={(change) => set(withFilter(where, i, change))}
          onReplace={(next) => set(where.with(i, next))}
          onRemove={() => set(where.toSpliced(i, 1))}
        />
      ))}
      {first && (
        <button type="button" className="editor-add" onClick={() => set([...where, newFilter(first)])}>
          <Plus size={13} aria-hidden />
          {where.length === 0 ? 'Look only at some of them' : 'And'}
        </button>
      )}
      {where.length > 1 && <Note>All of this must be true of one and the same event.</Note>}
    </div>
  )
}

interface FilterProps {
  event: string
  filter: Filter
  properties: PropertyView[]
  onChange(change: Partial<Filter>): void
  onReplace(filter: Filter): void
  onRemove(): void
}

const signs = [
  { value: 'is', label: 'is' },
  { value: 'not', label: 'is not' },
]

function FilterPart({ event, filter, properties, onChange, onReplace, onRemove }: FilterProps) {
  const choose = (key: string) => {
    const property = properties.find((p) => p.key === key)
    if (property) onReplace(newFilter(property))
  }
  const options = properties.map((p) => ({ value: p.key, label: p.name }))
  const name = options.find((o) => o.value === filter.property)?.label ?? filter.property
  return (
    <fieldset className="editor-filter" aria-label={name}>
      <div className="editor-filter-head">
        <Select label="What" value={filter.property} options={options} onChange={choose} placeholder={filter.property} block />
        <Segmented label="Is or is not" value={filter.not ? 'not' : 'is'} options={signs} onChange={(v) => onChange({ not: v === 'not' || undefined })} />
        <button type="button" className="ib sm" aria-label={`Remove the filter on ${name}`} onClick={onRemove}>
          <X size={14} />
        </button>
      </div>
      <FilterBody event={event} filter={filter} type={properties.find((p) => p.key === filter.property)?.type ?? 'text'} onChange={onChange} />
    </fieldset>
  )
}

function FilterBody({ event, filter, type, onChange }: Pick<FilterProps, 'event' | 'filter' | 'onChange'> & { type: string }) {
  if (filter.property === 'hour' && filter.op === 'between') return <HoursPart filter={filter} onChange={onChange} />
  if (filter.property === 'weekday') return <WeekdaysPart filter={filter} onChange={onChange} />
  switch (type) {
    case 'number':
    case 'money':
      return <NumberComparison value={filter} onChange={onChange} settable />
    case 'bool':
      return <YesNoComparison value={filter} onChange={onChange} />
    case 'date':
    case 'time':
      return (
        <WindowEditor
          window={filter.window} future ever="is filled in"
          onChange={(window) => onChange({ ...cleared, op: window ? 'window' : 'is_set', window })}
        />
      )
  }
  return <TextComparison value={filter} onChange={onChange} source={`event:${event}.${filter.property}`} />
}

type PartProps = Pick<FilterProps, 'filter' | 'onChange'>

const hours = Array.from({ length: 24 }, (_, h) => h)

/** From one hour to another; it may run past midnight. The document names the last whole hour. */
function HoursPart({ filter, onChange }: PartProps) {
  const from = Number(filter.value ?? 0)
  const last = Number(filter.to ?? 23)
  const range = (a: number, b: number) => ({ label: `${clock(a)} to ${clock(b + 1)}`, on: from === a && last === b, choose: () => onChange({ value: String(a), to: String(b) }) })
  return (
    <>
      <div className="editor-pair">
        <Select label="From" value={String(from)} options={hours.map((h) => ({ value: String(h), label: clock(h) }))} onChange={(value) => onChange({ value })} block />
        <Select label="To" value={String(last)} options={hours.map((h) => ({ value: String(h), label: clock(h + 1) }))} onChange={(to) => onChange({ to })} block />
      </div>
      <QuickChoices label="Often asked" choices={[range(6, 11), range(12, 17), range(18, 22), range(22, 4)]} />
    </>
  )
}

function WeekdaysPart({ filter, onChange }: PartProps) {
  const chosen = filter.values ?? []
  const order = weekdays.map((d) => d.value)
  const choices = weekdays.map(({ value, label }) => ({
    label,
    on: chosen.includes(value),
    choose: () => {
      const next = ticked(chosen, value, !chosen.includes(value))
      onChange({ op: 'any_of', values: next.sort((a, b) => order.indexOf(a) - order.indexOf(b)) })
    },
  }))
  return <QuickChoices label="Days of the week" choices={choices} />
}
