/** Editors of what the events themselves must be like. */
import { t } from '../../i18n/editors'
import type { Filter } from '../../rule'
import { FilterTree } from './FilterTree'
import { useProperties } from './known'
import { Note, someOf } from './parts'
import type { EditorProps } from './types'

/** Which of the events count: all filters must hold for the same event. */
export function WhereEditor({ condition, onChange }: EditorProps) {
  const { event = '', where = [] } = condition.params
  return <EventFilters event={event} filters={where} onChange={(next) => onChange({ where: someOf(next) })} />
}

/** What the first, last or n-th event must have been like. */
export function HasEditor({ condition, onChange }: EditorProps) {
  const { event = '', has = [] } = condition.params
  return <EventFilters event={event} filters={has} onChange={(next) => onChange({ has: next })} />
}

/** The filters on one kind of events. */
export function EventFilters({ event, filters, onChange }: { event: string; filters: Filter[]; onChange(filters: Filter[]): void }) {
  const { properties, trouble, ready } = useProperties(event)
  return (
    <div className="editor-filters scroll">
      {trouble && <Note>{trouble}</Note>}
      <FilterTree event={event} filters={filters} properties={properties} onChange={onChange} />
      {filters.length > 1 && <Note>{t.sameEvent}</Note>}
      {ready && properties.length === 0 && <Note>{t.notThoseEvents}</Note>}
    </div>
  )
}
