import { type ReactNode, useId } from 'react'

interface Props {
  label: string
  value: string | number
  onChange(value: string): void
  /** The options. */
  children: ReactNode
}

/** A labelled choice. The label stands beside the choice, so its options are no part of its name. */
export function SelectField({ label, value, onChange, children }: Props) {
  const id = useId()
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>{label}</label>
      <select id={id} className="input" value={value} onChange={(e) => onChange(e.target.value)}>
        {children}
      </select>
    </div>
  )
}
