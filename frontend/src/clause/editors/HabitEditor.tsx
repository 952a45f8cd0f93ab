import { t } from '../../i18n/editors'
import type { Filter } from '../../rule'
import { FilterPart } from './FilterPart'
import { useProperties } from './known'
import { Note, NumberPart } from './parts'
import type { EditorProps } from './types'
import { withFilter } from './filters'

/** What is usual: the most frequent hour, weekday, device, category or any other property, and what it has to be. */
export function HabitEditor({ condition, onChange }: EditorProps) {
  const { event = '', is, min = 0 } = condition.params
  const { properties } = useProperties(event)
  const filter: Filter = typeof is === 'object' ? is : {}
  return (
    <>
      <FilterPart event={event} filter={filter} properties={properties} onChange={(change) => onChange({ is: withFilter([filter], 0, change)[0] })} onReplace={(next) => onChange({ is: next })} />
      <NumberPart label={t.leastEvents} min={1} value={min || 3} onChange={(n) => onChange({ min: Math.round(n) === 3 ? undefined : Math.round(n) })} />
      <Note>{t.habitNote}</Note>
    </>
  )
}
