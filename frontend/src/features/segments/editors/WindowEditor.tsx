import { Select } from '../../../ui/Select'
import type { Unit, Window } from '../../../rule'
import { DayPart, NumberPart, QuickChoices } from './parts'
import { calendarOptions, kindNames, units, windowOf, type Kind } from './windows'

interface Props {
  window: Window | undefined
  onChange(window: Window | undefined): void
  /** Days to come make sense here, as for dates of a contact. */
  future?: boolean
  /** What having no window is called. */
  ever?: string
}

const quick = [7, 30, 60, 90, 180, 365]

/** When something was, is or will be. */
export function WindowEditor({ window, onChange, future = false, ever = kindNames.ever }: Props) {
  const kind: Kind = window?.kind ?? 'ever'
  const kinds = (Object.keys(kindNames) as Kind[]).filter((k) => future || k !== 'next')
  const options = kinds.map((k) => ({ value: k, label: k === 'ever' ? ever : kindNames[k] }))
  return (
    <>
      <Select label="When" value={kind} options={options} onChange={(k) => onChange(windowOf(k as Kind, window))} block />
      {window && <WindowParts window={window} onChange={onChange} future={future} />}
    </>
  )
}

function WindowParts({ window, onChange, future }: { window: Window; onChange(window: Window): void; future: boolean }) {
  switch (window.kind) {
    case 'calendar':
      return <Select label="Which" value={window.name} options={calendarOptions(future)} onChange={(name) => onChange({ ...window, name })} block />
    case 'dates':
      return (
        <div className="editor-pair">
          <DayPart label="From" value={window.from} onChange={(from) => onChange({ ...window, from })} />
          <DayPart label="To" value={window.to} onChange={(to) => onChange({ ...window, to })} />
        </div>
      )
    case 'before':
    case 'after':
      return <DayPart label="Day" value={window.from} onChange={(from) => onChange({ ...window, from })} />
    default:
      return <LengthParts window={window} onChange={onChange} />
  }
}

type Length = Extract<Window, { unit: Unit }>

function LengthParts({ window, onChange }: { window: Length; onChange(window: Window): void }) {
  const between = window.kind === 'between_ago'
  const choices = quick.map((n) => ({
    label: n === 365 ? '1 year' : `${n} days`,
    on: window.n === n && window.unit === 'day',
    choose: () => onChange({ ...window, n, unit: 'day' }),
  }))
  return (
    <>
      <div className="editor-pair">
        <NumberPart label={between ? 'From' : 'How many'} min={1} value={window.n} onChange={(n) => onChange({ ...window, n })} />
        {between && <NumberPart label="To" min={1} value={window.to} onChange={(to) => onChange({ ...window, to })} />}
        <div className="editor-part">
          <span className="editor-label" aria-hidden>Unit</span>
          <Select label="Unit" value={window.unit} options={units} onChange={(unit) => onChange({ ...window, unit: unit as Unit })} block />
        </div>
      </div>
      {!between && <QuickChoices label="Often asked" choices={choices} />}
    </>
  )
}
