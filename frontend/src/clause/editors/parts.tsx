/** Small parts that the editors share. */
import { useId, type ReactNode } from 'react'
import { NumberField } from '../../ui/NumberField'
import { Segmented } from '../../ui/Segmented'

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
    <Labelled label={label}>
      <NumberField label={label} value={value} min={min} max={max} step={step} onChange={(next) => next !== null && onChange(next)} />
    </Labelled>
  )
}

/** A control under its label, which the control itself carries as its name. */
export function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="editor-part">
      <span className="editor-label" aria-hidden>
        {label}
      </span>
      {children}
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

/** A labelled line of text. */
export function TextPart({ label, value, onChange, placeholder }: { label: string; value: string; onChange(value: string): void; placeholder?: string }) {
  return (
    <label className="editor-part">
      <span className="editor-label">{label}</span>
      <input className="input" value={value} placeholder={placeholder} onChange={(e) => onChange(e.target.value)} />
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

/** A list of words to tick any of. */
export function TickList({ label, words, chosen, onChange }: { label: string; words: Record<string, string>; chosen: string[]; onChange(chosen: string[]): void }) {
  const id = useId()
  return (
    <div className="editor-part">
      <span className="editor-label" id={id}>{label}</span>
      <div className="editor-options" role="group" aria-labelledby={id}>
        {Object.entries(words).map(([value, name]) => (
          <Option key={value} checked={chosen.includes(value)} onChange={(on) => onChange(ticked(chosen, value, on))}>
            {name}
          </Option>
        ))}
      </div>
    </div>
  )
}

/** A few ways of one thing, as buttons side by side. */
export function Ways({ label, value, words, onChange }: { label: string; value: string; words: Record<string, string>; onChange(value: string): void }) {
  const options = Object.entries(words).map(([key, name]) => ({ value: key, label: name }))
  return <Segmented label={label} value={value} options={options} onChange={onChange} block />
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

/** A list that is left away when nothing is in it. */
export function someOf<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined
}
