import { t } from '../../i18n/editors'
import type { EventTypeView } from '../../bridge/client'
import { Select } from '../../ui/Select'
import { namedOptions, useEvents } from './known'
import { Note } from './parts'
import type { EditorProps } from './types'

/** What people did. What the events had to be like goes when other events do not carry it. */
export function EventEditor({ condition, onChange }: EditorProps) {
  return <EventChoice value={condition.params.event ?? ''} onChange={(event) => onChange({ event, where: undefined })} />
}

/** One kind of event, those that never happened last. */
export function EventChoice({ value, onChange, label = t.whatTheyDid }: { value: string; onChange(event: string): void; label?: string }) {
  const { value: events, trouble } = useEvents()
  return (
    <>
      <Select label={label} value={value} options={namedOptions(byUse(events ?? []), value)} onChange={onChange} block />
      {trouble && <Note>{trouble}</Note>}
    </>
  )
}

function byUse(events: EventTypeView[]): EventTypeView[] {
  return [...events.filter((e) => e.events > 0), ...events.filter((e) => e.events === 0)]
}
