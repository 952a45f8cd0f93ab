import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

interface Props<V extends string> {
  /** The accessible name of the row of tabs. */
  label: string
  value: V
  onChange: (value: V) => void
  tabs: { value: V; label: string; panel: ReactNode }[]
  className?: string
}

/** Tabs shows one of a few panels; only the chosen one is there. */
export function Tabs<V extends string>({ label, value, onChange, tabs, className }: Props<V>) {
  return (
    <Base.Root className={`tabs${className ? ` ${className}` : ''}`} value={value} onValueChange={(next) => onChange(next as V)}>
      <Base.List className="tab-list" aria-label={label}>
        {tabs.map((tab) => <Base.Tab key={tab.value} value={tab.value} className="tab">{tab.label}</Base.Tab>)}
        <Base.Indicator className="tab-mark" />
      </Base.List>
      {tabs.map((tab) => <Base.Panel key={tab.value} value={tab.value} className="tab-panel" tabIndex={-1}>{tab.panel}</Base.Panel>)}
    </Base.Root>
  )
}
