import { t } from '../../i18n/editors'
import { Select } from '../../ui/Select'
import type { Length, Unit, Window } from '../../rule'
import { optionsOf } from './known'
import { DayPart, Labelled, NumberPart, QuickChoices } from './parts'
import { calendarOptions, unitOptions, windowOf, type Kind } from './windows'

interface Props {
  window: Window | undefined
  onChange(window: Window | undefined): void
  /** Days to come make sense here, as for dates of a contact. */
  future?: boolean
  /** There has to be a window. */
  needed?: boolean
  label?: string
}

const quick = [7, 30, 60, 90, 180, 365]

/** When something was, is or will be. */
export function WindowEditor({ window, onChange, future = false, needed = false, label = t.whenLabel }: Props) {
  const kind: Kind = window?.kind ?? 'ever'
  const options = optionsOf(t.windows).filter(({ value }) => (future || value !== 'next') && !(needed && window && value === 'ever'))
  return (
    <>
      <Select label={label} value={kind} options={options} onChange={(k) => onChange(windowOf(k as Kind, window))} block />
      {window && <WindowParts window={window} onChange={onChange} future={future} />}
    </>
  )
}

function WindowParts({ window, onChange, future }: { window: Window; onChange(window: Window): void; future: boolean }) {
  switch (window.kind) {
    case 'calendar':
      return <Select label={t.which} value={window.name} options={calendarOptions(future)} onChange={(name) => onChange({ ...window, name })} block />
    case 'dates':
      return (
        <div className="editor-pair">
          <DayPart label={t.from} value={window.from} onChange={(from) => onChange({ ...window, from })} />
          <DayPart label={t.to} value={window.to} onChange={(to) => onChange({ ...window, to })} />
        </div>
      )
    case 'before':
    case 'after':
      return <DayPart label={t.day} value={window.from} onChange={(from) => onChange({ ...window, from })} />
    default:
      return <Stretch window={window} onChange={onChange} />
  }
}

function Stretch({ window, onChange }: { window: Extract<Window, { unit: Unit }>; onChange(window: Window): void }) {
  const between = window.kind === 'between_ago'
  const choices = quick.map((n) => ({
    label: t.days(n),
    on: window.n === n && window.unit === 'day',
    choose: () => onChange({ ...window, n, unit: 'day' }),
  }))
  return (
    <>
      <div className="editor-pair">
        <NumberPart label={between ? t.from : t.howMany} min={between ? 0 : 1} value={window.n} onChange={(n) => onChange({ ...window, n: Math.round(n) })} />
        {between && <NumberPart label={t.to} min={0} value={window.to} onChange={(to) => onChange({ ...window, to: Math.round(to) })} />}
        <UnitPart value={window.unit} onChange={(unit) => onChange({ ...window, unit })} />
      </div>
      {!between && <QuickChoices label={t.oftenAsked} choices={choices} />}
    </>
  )
}

/** The unit of a length of time. */
export function UnitPart({ value, onChange, only }: { value: Unit; onChange(unit: Unit): void; only?: Unit[] }) {
  return (
    <Labelled label={t.unit}>
      <Select label={t.unit} value={value} options={unitOptions(only)} onChange={(unit) => onChange(unit as Unit)} block />
    </Labelled>
  )
}

/** A length of time, such as how long after the step before. */
export function LengthPart({ label, value, onChange }: { label: string; value: Length; onChange(value: Length): void }) {
  return (
    <div className="editor-pair">
      <NumberPart label={label} min={1} value={value.n} onChange={(n) => onChange({ ...value, n: Math.round(n) })} />
      <UnitPart value={value.unit} onChange={(unit) => onChange({ ...value, unit })} />
    </div>
  )
}
