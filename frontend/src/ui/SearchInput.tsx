import { Search, X } from 'lucide-react'
import type { Ref } from 'react'
import { t } from '../i18n/frame'

interface Props {
  /** The accessible name and the placeholder. */
  label: string
  value: string
  onChange: (value: string) => void
  className?: string
  inputRef?: Ref<HTMLInputElement>
}

/** SearchInput filters a list as one types; Escape empties it. */
export function SearchInput({ label, value, onChange, className, inputRef }: Props) {
  return (
    <label className={`search${className ? ` ${className}` : ''}`}>
      <Search size={14} aria-hidden />
      <input
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
