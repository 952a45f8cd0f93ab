import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import './fields.css'

export interface CheckboxProps {
  checked: boolean
  onChange(checked: boolean): void
  children: ReactNode
  className?: string
}

export function Checkbox({ checked, onChange, children, className }: CheckboxProps) {
  return (
    <label className={`checkbox ${className ?? ''}`}>
      <Base.Root className="checkbox-box" checked={checked} onCheckedChange={(next) => onChange(next)}>
        <Base.Indicator className="checkbox-mark">
          <Check size={12} strokeWidth={3} />
        </Base.Indicator>
      </Base.Root>
      <span>{children}</span>
    </label>
  )
}
