import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

/** TabItem is one tab with its panel. */
export interface TabItem {
  value: string
  label: ReactNode
  panel: ReactNode
}

interface Props {
  label: string
  items: TabItem[]
  value?: string
  defaultValue?: string
  onChange?: (value: string) => void
  className?: string
}

/** Tabs switch between panels; only the chosen panel is mounted. */
export function Tabs({ label, items, value, defaultValue, onChange, className }: Props) {
  return (
    <Base.Root
      className={`tabs${className ? ` ${className}` : ''}`}
      value={value}
      defaultValue={value === undefined ? (defaultValue ?? items[0]?.value) : undefined}
      onValueChange={onChange && ((next) => onChange(String(next)))}
    >
      <Base.List className="tab-list" aria-label={label}>
        {items.map((item) => (
          <Base.Tab key={item.value} value={item.value} className="tab">{item.label}</Base.Tab>
        ))}
        <Base.Indicator className="tab-mark" />
      </Base.List>
      {items.map((item) => (
        <Base.Panel key={item.value} value={item.value} className="tab-panel">{item.panel}</Base.Panel>
      ))}
    </Base.Root>
  )
}
