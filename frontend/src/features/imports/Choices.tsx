import { useId } from 'react'

interface Props {
  label: string
  value: string
  onChange: (value: string) => void
  choices: { value: string; title: string; detail?: string; disabled?: boolean }[]
}

/** One of a few answers that need a sentence each. */
export function Choices({ label, value, onChange, choices }: Props) {
  const name = useId()
  return (
    <fieldset className="import-choices">
      <legend className="vh">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="import-choice">
          <input type="radio" name={name} checked={value === choice.value} disabled={choice.disabled} onChange={() => onChange(choice.value)} />
          <span>
            <b>{choice.title}</b>
            {choice.detail && <small>{choice.detail}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
