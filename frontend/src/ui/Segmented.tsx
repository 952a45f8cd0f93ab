import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import type { ReactNode } from 'react'

interface Props<V extends string> {
  label: string
  value: V
  options: { value: V; label: ReactNode; name?: string }[]
  onChange: (value: V) => void
  block?: boolean
}

/** Segmented switches between two to four views; one is always on. */
export function Segmented<V extends string>({ label, value, options, onChange, block }: Props<V>) {
  return (
    <ToggleGroup
      aria-label={label}
      className={`segmented${block ? ' block' : ''}`}
      value={[value]}
      onValueChange={(next) => next[0] !== undefined && onChange(next[0] as V)}
    >
      {options.map((option) => (
        <Toggle key={option.value} value={option.value} aria-label={option.name} title={option.name}>{option.label}</Toggle>
      ))}
    </ToggleGroup>
  )
}
