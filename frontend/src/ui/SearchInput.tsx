import { Search, X } from 'lucide-react'
import type { InputHTMLAttributes, Ref } from 'react'
import { t } from '../i18n/frame'

interface Props {
  /** The accessible name and the placeholder. */
  label: string
  value: string
  onChange: (value: string) => void
  className?: string
  inputRef?: Ref<HTMLInputElement>
  /** What else the box itself is, such as the box of a list to choose from. */
  input?: InputHTMLAttributes<HTMLInputElement>
}

/** SearchInput filters a list as one types; Escape empties it. */
export function SearchInput({ label, value, onChange, className, inputRef, input }: Props) {
  return (
    <label className={`search${className ? ` ${className}` : ''}`}>
      <Search size={14} aria-hidden />
      <input
        {...input}
        ref={inputRef}
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return
          event.stopPropagation()
          onChange('')
        }}
      />
      {value !== '' && (
        <button type="button" aria-label={t.emptySearch} onClick={() => onChange('')}><X size={14} /></button>
      )}
    </label>
  )
}
