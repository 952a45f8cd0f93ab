import { X } from 'lucide-react'
import type { PropertyView } from '../../bridge/client'
import { t } from '../../i18n/editors'
import type { Filter } from '../../rule'
import { Segmented } from '../../ui/Segmented'
import { Select } from '../../ui/Select'
import { ComparisonOf } from './comparison'
import { newFilter, weekdays } from './filters'
import { namedOptions } from './known'
import { Labelled, QuickChoices, ticked } from './parts'

interface FilterProps {
  event: string
  filter: Filter
  properties: PropertyView[]
  onChange(change: Partial<Filter>): void
  onReplace(filter: Filter): void
  onRemove?(): void
}

/** One filter: the property, whether it is or is not, and what. */
export function FilterPart({ event, filter, properties, onChange, onReplace, onRemove }: FilterProps) {
  const property = properties.find((p) => p.key === filter.property)
  const choose = (key: string) => {
    const next = properties.find((p) => p.key === key)
    if (next) onReplace(newFilter(next))
  }
  const name = property?.name ?? filter.property ?? ''
  const signs = [{ value: 'is', label: t.is }, { value: 'not', label: t.isNot }]
  return (
    <fieldset className="editor-filter" aria-label={name}>
      <div className="editor-filter-head">
        <Select label={t.filterWhat} value={filter.property ?? ''} options={namedOptions(properties, filter.property)} onChange={choose} block />
        <Segmented label={t.isOrIsNot} value={filter.not ? 'not' : 'is'} options={signs} onChange={(v) => onChange({ not: v === 'not' || undefined })} />
        {onRemove && (
          <button type="button" className="ib sm" aria-label={t.removeFilter(name)} onClick={onRemove}>
            <X size={14} />
          </button>
        )}
      </div>
      <FilterBody event={event} filter={filter} type={property?.type ?? 'text'} onChange={onChange} />
    </fieldset>
  )
}

function FilterBody({ event, filter, type, onChange }: Pick<FilterProps, 'event' | 'filter' | 'onChange'> & { type: string }) {
  if (filter.property === 'hour' && filter.op === 'between') return <HoursPart filter={filter} onChange={onChange} />
  if (filter.property === 'weekday') return <WeekdaysPart filter={filter} onChange={onChange} />
  return <ComparisonOf type={type} value={filter} source={`event:${event}.${filter.property}`} onChange={onChange} />
}

type PartProps = Pick<FilterProps, 'filter' | 'onChange'>

const hours = Array.from({ length: 24 }, (_, h) => h)

/** From one hour to another; it may run past midnight. The document names the last whole hour. */
function HoursPart({ filter, onChange }: PartProps) {
  const from = Number(filter.value ?? 0)
  const last = Number(filter.to ?? 23)
  const range = (a: number, b: number) => ({
    label: t.hourRange(t.clock(a), t.clock(b + 1)),
    on: from === a && last === b,
    choose: () => onChange({ value: String(a), to: String(b) }),
  })
  const options = (later: number) => hours.map((h) => ({ value: String(h), label: t.clock(h + later) }))
  return (
    <>
      <div className="editor-pair">
        <Labelled label={t.from}>
          <Select label={t.from} value={String(from)} options={options(0)} onChange={(value) => onChange({ value })} block />
        </Labelled>
        <Labelled label={t.to}>
          <Select label={t.to} value={String(last)} options={options(1)} onChange={(to) => onChange({ to })} block />
        </Labelled>
      </div>
      <QuickChoices label={t.oftenAsked} choices={[range(6, 11), range(12, 17), range(18, 22), range(22, 4)]} />
    </>
  )
}

function WeekdaysPart({ filter, onChange }: PartProps) {
  const chosen = filter.values ?? []
  const choices = weekdays.map((value) => ({
    label: t.weekdays[value] ?? value,
    on: chosen.includes(value),
    choose: () => {
      const next = ticked(chosen, value, !chosen.includes(value))
      onChange({ op: 'any_of', values: next.sort((a, b) => weekdays.indexOf(a) - weekdays.indexOf(b)) })
    },
  }))
  return <QuickChoices label={t.daysOfWeek} choices={choices} />
}
