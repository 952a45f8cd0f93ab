import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'

/** SelectOption is one choice; options with a `group` are shown under its heading. */
export interface SelectOption {
  value: string
  label: string
  group?: string
}

interface Props {
  /** The accessible name. */
  label: string
  value: string
  options: SelectOption[]
  onChange: (value: string) => void
  block?: boolean
  disabled?: boolean
  placeholder?: string
}

/** Select chooses one of a list. */
export function Select({ label, value, options, onChange, block, disabled, placeholder = 'Choose' }: Props) {
  const chosen = options.find((option) => option.value === value)
  return (
    <Base.Root value={value} onValueChange={(next) => next !== null && onChange(next)} disabled={disabled} modal={false}>
      <Base.Trigger className={`select${block ? ' block' : ''}`} aria-label={chosen ? `${label}: ${chosen.label}` : label}>
        <span className="select-value">{chosen?.label ?? placeholder}</span>
        <ChevronDown size={14} aria-hidden />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="floating" alignItemWithTrigger={false} sideOffset={4} collisionPadding={8}>
          <Base.Popup className="menu">{grouped(options)}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function grouped(options: SelectOption[]) {
  const groups = [...new Set(options.map((option) => option.group ?? ''))]
  return groups.map((group) => (
    <Base.Group key={group}>
      {group && <Base.GroupLabel className="menu-label">{group}</Base.GroupLabel>}
      {options.filter((option) => (option.group ?? '') === group).map((option) => (
        <Base.Item key={option.value} value={option.value} className="mi">
          <span className="mi-check"><Base.ItemIndicator><Check size={14} /></Base.ItemIndicator></span>
          <Base.ItemText>{option.label}</Base.ItemText>
        </Base.Item>
      ))}
    </Base.Group>
  ))
}
