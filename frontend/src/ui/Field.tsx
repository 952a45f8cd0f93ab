import { useId, type InputHTMLAttributes, type TextareaHTMLAttributes } from 'react'

interface Common {
  label: string
  value: string
  onChange: (value: string) => void
  hint?: string
  bad?: string
}

/** TextField is one labelled line of text. */
export function TextField({ label, value, onChange, hint, bad, ...rest }: Common & Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'>) {
  const id = useId()
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>{label}</label>
      <input {...rest} id={id} className={`input${bad ? ' bad' : ''}`} value={value} aria-invalid={Boolean(bad)} aria-describedby={`${id}-hint`} onChange={(event) => onChange(event.target.value)} />
      {(bad || hint) && <span id={`${id}-hint`} className={bad ? 'field-bad' : 'field-hint'}>{bad || hint}</span>}
    </div>
  )
}

/** TextArea is several labelled lines of text. */
export function TextArea({ label, value, onChange, hint, bad, ...rest }: Common & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange'>) {
  const id = useId()
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>{label}</label>
      <textarea {...rest} id={id} className={`input${bad ? ' bad' : ''}`} value={value} aria-describedby={`${id}-hint`} onChange={(event) => onChange(event.target.value)} />
      {(bad || hint) && <span id={`${id}-hint`} className={bad ? 'field-bad' : 'field-hint'}>{bad || hint}</span>}
    </div>
  )
}
