import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import type { ReactNode } from 'react'
import './fields.css'

export interface SegmentedControlProps<Value extends string> {
  label: string
  value: Value
  onChange(value: Value): void
  options: { value: Value; label: ReactNode; name?: string }[]
  /** Fills the width it is given. */
  wide?: boolean
}

/** One of a few, all of them visible. */
export function SegmentedControl<Value extends string>({ label, value, onChange, options, wide }: SegmentedControlProps<Value>) {
  return (
    <ToggleGroup className={`segmented ${wide ? 'segmented-wide' : ''}`} aria-label={label} value={[value]} onValueChange={(next) => next[0] !== undefined && onChange(next[0] as Value)}>
      {options.map((option) => (
        <Toggle key={option.value} value={option.value} className="segmented-choice" aria-label={option.name}>
          {option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  )
}
