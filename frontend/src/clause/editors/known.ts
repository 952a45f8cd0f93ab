/** What the workspace knows that editors let one choose from. */
import { bridge, type EventTypeView, type FieldView, type PropertyView } from '../../bridge/client'
import type { SelectOption } from '../../ui/Select'
import { useTraits } from '../traits'
import { useLoaded } from './useLoaded'

/** The fields of the contacts; undefined while they are on their way. */
export function useFields(): FieldView[] | undefined {
  const known = useTraits((s) => s.fields)
  const { value } = useLoaded(known.length === 0 ? 'fields' : '', () => bridge.segments.fields())
  return known.length > 0 ? known : value
}

/** The kinds of events, with how often each happened. */
export function useEvents(): { value: EventTypeView[] | undefined; trouble: string } {
  const known = useTraits((s) => s.events)
  const { value, trouble } = useLoaded(known.length === 0 ? 'properties' : '', () => bridge.segments.properties())
  return { value: known.length > 0 ? known : value, trouble }
}

/** The properties that the events of a kind have. */
export function useProperties(event: string): { properties: PropertyView[]; trouble: string; ready: boolean } {
  const { value, trouble } = useEvents()
  return { properties: value?.find((e) => e.key === event)?.properties ?? [], trouble, ready: value !== undefined }
}

/** Choices out of words by key, in the order they are written. */
export function optionsOf(words: Record<string, string>): SelectOption[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }))
}

/** Choices of things with a key and a name; one that is chosen but not there any more stays to be seen. */
export function namedOptions(things: { key: string; name: string }[], chosen = ''): SelectOption[] {
  const options = things.map(({ key, name }) => ({ value: key, label: name }))
  return chosen === '' || options.some((o) => o.value === chosen) ? options : [...options, { value: chosen, label: chosen }]
}
