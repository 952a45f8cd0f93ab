/** Small parts that the editors share. */
import type { ReactNode } from 'react'
import { NumberField } from '../../../ui/NumberField'

interface NumberPartProps {
  label: string
  value: number
  onChange(value: number): void
  min?: number
  max?: number
  step?: number
}

/** A labelled number. An emptied box changes nothing. */
export function NumberPart({ label, value, onChange, min = 0, max, step }: NumberPartProps) {
  return (
    <div className="editor-part">
      <span className="editor-label" aria-hidden>
        {label}
      </span>
      <NumberField label={label} value={value} min={min} max={max} step={step} onChange={(next) => next !== null && onChange(next)} />
    </div>
  )
}

/** A day, as the system's own day picker writes it. */
export function DayPart({ label, value, onChange }: { label: string; value: string; onChange(value: string): void }) {
  return (
    <label className="editor-part">
      <span className="editor-label">{label}</span>
      <input type="date" className="input" value={value} onChange={(e) => e.target.value !== '' && onChange(e.target.value)} />
    </label>
  )
}

export interface Quick {
  label: string
  on: boolean
  choose(): void
}

/** One-press choices for what is asked most. */
export function QuickChoices({ label, choices }: { label: string; choices: Quick[] }) {
  return (
    <div className="editor-quick" role="group" aria-label={label}>
      {choices.map((c) => (
        <button key={c.label} type="button" className="editor-chip" aria-pressed={c.on} onClick={c.choose}>
          {c.label}
        </button>
      ))}
    </div>
  )
}

interface OptionProps {
  checked: boolean
  onChange(checked: boolean): void
  children: ReactNode
  /** Stands at the end of the line, such as how many people. */
  aside?: ReactNode
}

/** One line of a list to tick. */
export function Option({ checked, onChange, children, aside }: OptionProps) {
  return (
    <label className="editor-option">
      <input type="checkbox" className="editor-tick" checked={checked} onChange={(e) => onChange(e.target.checked)} />
      <span className="editor-option-label">{children}</span>
      {aside !== undefined && <span className="editor-aside">{aside}</span>}
    </label>
  )
}

/** A sentence that says what an answer means. */
export function Note({ children }: { children: ReactNode }) {
  return <p className="editor-note">{children}</p>
}

/** The list with a value ticked or not, in the order things were ticked. */
export function ticked<T>(list: T[], value: T, on: boolean): T[] {
  const rest = list.filter((v) => v !== value)
  return on ? [...rest, value] : rest
}
