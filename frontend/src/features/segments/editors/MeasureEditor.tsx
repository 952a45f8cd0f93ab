import { bridge, type PropertyView } from '../../../bridge/client'
import { Select } from '../../../ui/Select'
import { Note } from './parts'
import type { EditorProps } from './types'
import { useLoaded } from './useLoaded'

const ways = [
  { value: 'sum', label: 'the total of' },
  { value: 'average', label: 'the average of' },
  { value: 'smallest', label: 'the smallest' },
  { value: 'largest', label: 'the largest' },
  { value: 'distinct', label: 'how many different values of' },
]

/** What is reckoned from which property of the events. */
export function MeasureEditor({ condition, onChange }: EditorProps) {
  const { event = '', measure = 'sum', property = '' } = condition.params
  const { value: events, trouble } = useLoaded('properties', () => bridge.segments.properties())
  const all = events?.find((e) => e.key === event)?.properties ?? []
  const options = (way: string) => measurable(all, way).map((p) => ({ value: p.key, label: p.name }))
  const choose = (way: string) => {
    const fits = options(way)
    onChange({ measure: way, property: fits.some((p) => p.value === property) ? property : fits[0]?.value })
  }
  return (
    <>
      <Select label="What to reckon" value={measure} options={ways} onChange={choose} block />
      <Select label="Of what" value={property} options={options(measure)} onChange={(next) => onChange({ property: next })} block />
      {trouble && <Note>{trouble}</Note>}
      {events && options(measure).length === 0 && <Note>These events have no numbers to reckon with.</Note>}
    </>
  )
}

/** Only numbers add up; anything can be told apart. */
function measurable(properties: PropertyView[], way: string): PropertyView[] {
  const real = properties.filter((p) => p.key !== 'hour' && p.key !== 'weekday')
  return way === 'distinct' ? real : real.filter((p) => p.type === 'number' || p.type === 'money')
}
