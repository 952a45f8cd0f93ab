/** Filters on the properties of events, and what a new one asks. */
import type { PropertyView } from '../../../bridge/client'
import type { Filter } from '../../../rule'

export const weekdays: { value: string; label: string }[] = [
  { value: 'mon', label: 'Mon' }, { value: 'tue', label: 'Tue' }, { value: 'wed', label: 'Wed' }, { value: 'thu', label: 'Thu' },
  { value: 'fri', label: 'Fri' }, { value: 'sat', label: 'Sat' }, { value: 'sun', label: 'Sun' },
]

/** A filter on a property as it starts out. */
export function newFilter(property: Pick<PropertyView, 'key' | 'type'>): Filter {
  const base = { property: property.key }
  if (property.key === 'hour') return { ...base, op: 'between', value: '19', to: '22' }
  if (property.key === 'weekday') return { ...base, op: 'any_of', values: ['sat', 'sun'] }
  switch (property.type) {
    case 'number':
    case 'money':
      return { ...base, op: 'gte', value: '1' }
    case 'bool':
      return { ...base, op: 'is_true' }
    case 'date':
    case 'time':
      return { ...base, op: 'window', window: { kind: 'last', n: 30, unit: 'day' } }
  }
  return { ...base, op: 'any_of', values: [] }
}

/** "7 pm" for the hour 19; hour 24 is midnight again. */
export function clock(hour: number): string {
  const h = ((hour % 24) + 24) % 24
  if (h === 0) return 'midnight'
  if (h === 12) return 'noon'
  return `${h % 12} ${h < 12 ? 'am' : 'pm'}`
}

/** The filters with one changed. Keys set to undefined go. */
export function withFilter(filters: Filter[], index: number, change: Partial<Filter>): Filter[] {
  return filters.map((f, i) => (i === index ? without({ ...f, ...change }) : f))
}

function without(filter: Filter): Filter {
  return Object.fromEntries(Object.entries(filter).filter(([, v]) => v !== undefined)) as unknown as Filter
}
