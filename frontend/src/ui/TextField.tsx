import { useId, type ComponentProps } from 'react'
import './fields.css'

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'ref'> {
  ref?: React.Ref<HTMLInputElement>
  label: string
  value: string
  onChange(value: string): void
  /** What it is for, in one line under the box. */
  hint?: string
  hideLabel?: boolean
}

export function TextField({ label, value, onChange, hint, hideLabel, className, type = 'text', ...rest }: TextFieldProps) {
  const id = useId()
  return (
    <div className={`field ${className ?? ''}`}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : 'field-label'}>
        {label}
      </label>
      <input id={id} type={type} className="text-box" value={value} aria-describedby={hint ? `${id}-hint` : undefined} onChange={(e) => onChange(e.target.value)} {...rest} />
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  )
}

export interface TextAreaProps {
  label: string
  value: string
  onChange(value: string): void
  rows?: number
  hint?: string
  placeholder?: string
  disabled?: boolean
}

export function TextArea({ label, value, onChange, rows = 3, hint, placeholder, disabled }: TextAreaProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <textarea id={id} rows={rows} className="text-box text-area" value={value} placeholder={placeholder} disabled={disabled} aria-describedby={hint ? `${id}-hint` : undefined} onChange={(e) => onChange(e.target.value)} />
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  )
}
