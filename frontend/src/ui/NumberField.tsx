import { NumberField as Base } from '@base-ui/react/number-field'
import { Minus, Plus } from 'lucide-react'
import { t } from '../i18n/frame'

interface Props {
  label: string
  value: number | null
  onChange: (value: number | null) => void
  min?: number
  max?: number
  step?: number
  className?: string
}

/** NumberField is a number with steppers; label is its accessible name. */
export function NumberField({ label, value, onChange, min, max, step, className }: Props) {
  return (
    <Base.Root value={value} onValueChange={(next) => onChange(next)} min={min} max={max} step={step} className={className}>
      <Base.Group className="number">
        <Base.Decrement className="number-step" aria-label={t.less}><Minus size={14} /></Base.Decrement>
        <Base.Input className="number-input" aria-label={label} />
        <Base.Increment className="number-step" aria-label={t.more}><Plus size={14} /></Base.Increment>
      </Base.Group>
    </Base.Root>
  )
}
