/** Filters on the properties of events, and what a new one asks. */
import type { PropertyView } from '../../bridge/client'
import type { Filter, Mode } from '../../rule'
import { firstQuestion } from './comparison'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** A filter on a property as it starts out. */
export function newFilter(property: Pick<PropertyView, 'key' | 'type'>): Filter {
  const base = { property: property.key }
  if (property.key === 'hour') return { ...base, op: 'between', value: '19', to: '22' }
  if (property.key === 'weekday') return { ...base, op: 'any_of', values: ['sat', 'sun'] }
  return { ...base, ...firstQuestion(property.type) }
}

/** The filters with one changed. Keys set to undefined go. */
export function withFilter(filters: Filter[], index: number, change: Partial<Filter>): Filter[] {
  return filters.map((f, i) => (i === index ? without({ ...f, ...change }) : f))
}

function without(filter: Filter): Filter {
  return Object.fromEntries(Object.entries(filter).filter(([, v]) => v !== undefined)) as Filter
}

const modes: Mode[] = ['all', 'any', 'none']

/** How a group of filters joins them, and the filters; nothing for a single filter. */
export function groupOf(filter: Filter): { mode: Mode; kids: Filter[] } | undefined {
  const mode = modes.find((m) => (filter[m]?.length ?? 0) > 0)
  return mode && { mode, kids: filter[mode] ?? [] }
}

/** A group of filters, as the document writes it. */
export function groupFilter(mode: Mode, kids: Filter[], not?: boolean): Filter {
  return { ...(not && { not }), [mode]: kids }
}

/** The properties, those that no filter here looks at yet first. */
export function freeFirst(properties: PropertyView[], filters: Filter[]): PropertyView[] {
  const used = (p: PropertyView) => filters.some((f) => f.property === p.key)
  return [...properties.filter((p) => !used(p)), ...properties.filter(used)]
}
