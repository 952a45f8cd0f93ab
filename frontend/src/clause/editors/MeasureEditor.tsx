import type { PropertyView } from '../../bridge/client'
import { t } from '../../i18n/editors'
import { Select } from '../../ui/Select'
import { EventChoice } from './EventEditor'
import { optionsOf, useProperties } from './known'
import { Note } from './parts'
import type { EditorProps } from './types'

/** What is reckoned from which events. */
export function MeasureEditor({ condition, onChange }: EditorProps) {
  const { event = '', measure = 'sum', property = '' } = condition.params
  const { properties, trouble, ready } = useProperties(event)
  const options = (way: string) => measurable(properties, way).map((p) => ({ value: p.key, label: p.name }))
  const choose = (way: string) => {
    const fits = options(way)
    onChange({ measure: way, property: fits.some((p) => p.value === property) ? property : fits[0]?.value })
  }
  return (
    <>
      <Select label={t.whatToReckon} value={measure} options={optionsOf(t.measures)} onChange={choose} block />
      {ofProperty(measure) && <Select label={t.ofWhat} value={property} options={options(measure)} onChange={(next) => onChange({ property: next })} block />}
      <EventChoice value={event} onChange={(next) => onChange({ event: next, where: undefined })} />
      {trouble && <Note>{trouble}</Note>}
      {ready && ofProperty(measure) && options(measure).length === 0 && <Note>{t.noNumbers}</Note>}
    </>
  )
}

/** Some measures look at the events alone. */
function ofProperty(way: string): boolean {
  return ['sum', 'average', 'smallest', 'largest', 'distinct'].includes(way)
}

/** Only numbers add up; anything can be told apart. */
function measurable(properties: PropertyView[], way: string): PropertyView[] {
  if (!ofProperty(way)) return []
  const real = properties.filter((p) => p.key !== 'hour' && p.key !== 'weekday')
  return way === 'distinct' ? real : real.filter((p) => p.type === 'number' || p.type === 'money')
}
