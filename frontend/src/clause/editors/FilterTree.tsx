import { Plus, X } from 'lucide-react'
import type { PropertyView } from '../../bridge/client'
import { t } from '../../i18n/editors'
import type { Filter, Mode } from '../../rule'
import { Segmented } from '../../ui/Segmented'
import { FilterPart } from './FilterPart'
import { freeFirst, groupFilter, groupOf, newFilter, withFilter } from './filters'

/** Groups of filters inside groups: more cannot be read any more. */
const deepest = 3

interface TreeProps {
  event: string
  filters: Filter[]
  properties: PropertyView[]
  onChange(filters: Filter[]): void
  /** How the filters are joined: the outermost all hold. */
  mode?: Mode
  depth?: number
}

/** Filters that all, any or none of must hold for one and the same event, with groups among them. */
export function FilterTree({ event, filters, properties, onChange, mode = 'all', depth = 1 }: TreeProps) {
  const free = freeFirst(properties, filters)
  const first = free[0]
  const pair = () => groupFilter(mode === 'all' ? 'any' : 'all', free.slice(0, 2).map(newFilter))
  const join = filters.length === 0 ? t.onlySome : mode === 'all' ? t.and : t.or
  return (
    <>
      {filters.map((filter, i) => {
        const shared = {
          event, properties, filter,
          onReplace: (next: Filter) => onChange(filters.with(i, next)),
          onRemove: () => onChange(filters.toSpliced(i, 1)),
        }
        const group = groupOf(filter)
        if (group) return <FilterGroup key={`group${i}`} {...shared} group={group} depth={depth + 1} />
        return <FilterPart key={`${i}:${filter.property}`} {...shared} onChange={(change) => onChange(withFilter(filters, i, change))} />
      })}
      <div className="editor-adds">
        {first && <Add label={join} onAdd={() => onChange([...filters, newFilter(first)])} />}
        {first && filters.length > 0 && depth < deepest && <Add label={t.addGroup} onAdd={() => onChange([...filters, pair()])} />}
      </div>
    </>
  )
}

function Add({ label, onAdd }: { label: string; onAdd(): void }) {
  return (
    <button type="button" className="editor-add" onClick={onAdd}>
      <Plus size={13} aria-hidden />
      {label}
    </button>
  )
}

interface GroupProps extends Omit<TreeProps, 'filters' | 'onChange' | 'mode'> {
  filter: Filter
  group: { mode: Mode; kids: Filter[] }
  onReplace(filter: Filter): void
  onRemove(): void
}

function FilterGroup({ filter, group, onReplace, onRemove, depth, ...rest }: GroupProps) {
  const modes = (Object.keys(t.modes) as Mode[]).map((value) => ({ value, label: t.modes[value] }))
  const change = (kids: Filter[]) => (kids.length > 0 ? onReplace(groupFilter(group.mode, kids, filter.not)) : onRemove())
  return (
    <fieldset className="editor-group" data-mode={group.mode} aria-label={t.groupOfFilters}>
      <div className="editor-filter-head">
        <span className="editor-label">{t.match}</span>
        <Segmented label={t.match} value={group.mode} options={modes} onChange={(mode) => onReplace(groupFilter(mode, group.kids, filter.not))} />
        <span className="editor-label editor-grow">{t.ofThese}</span>
        <button type="button" className="ib sm" aria-label={t.removeGroup} onClick={onRemove}>
          <X size={14} />
        </button>
      </div>
      <FilterTree {...rest} filters={group.kids} mode={group.mode} depth={depth} onChange={change} />
    </fieldset>
  )
}
