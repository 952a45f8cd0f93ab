import { useId, type ReactNode } from 'react'
import './fields.css'

export interface Choice<Value extends string> {
  value: Value
  title: string
  detail?: ReactNode
}

export interface RadioChoicesProps<Value extends string> {
  label: string
  value: Value | ''
  onChange(value: Value): void
  choices: Choice<Value>[]
}

/** One of a few that need a sentence each. */
export function RadioChoices<Value extends string>({ label, value, onChange, choices }: RadioChoicesProps<Value>) {
  const name = useId()
  return (
    <fieldset className="choices">
      <legend className="visually-hidden">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="choice">
          <input type="radio" name={name} value={choice.value} checked={value === choice.value} onChange={() => onChange(choice.value)} />
          <span>
            <b>{choice.title}</b>
            {choice.detail && <small>{choice.detail}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
