import { ContextMenu as BaseContext } from '@base-ui/react/context-menu'
import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'

/** MenuItem is one line of a menu; an item with `separator` is only a line, one with `heading` only a label. */
export interface MenuItem {
  label?: string
  icon?: ReactNode
  keys?: string
  run?: () => void
  danger?: boolean
  disabled?: boolean
  checked?: boolean
  separator?: boolean
  heading?: string
}

/** The lines of a menu, or how to make them when it is opened. */
export type MenuItems = MenuItem[] | (() => MenuItem[])

interface Props {
  trigger: ReactElement
  items: MenuItems
  side?: 'top' | 'bottom' | 'left' | 'right'
  align?: 'start' | 'center' | 'end'
}

/** Menu opens a list of actions at its trigger. */
export function Menu({ trigger, items, side = 'bottom', align = 'start' }: Props) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={4} collisionPadding={8} className="floating">
          <Base.Popup className="menu"><Lines items={items} /></Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** ContextMenu opens a list of actions on the right mouse button within its children. */
export function ContextMenu({ items, children }: { items: MenuItems; children: ReactElement }) {
  return (
    <BaseContext.Root>
      <BaseContext.Trigger render={children} />
      <BaseContext.Portal>
        <BaseContext.Positioner className="floating">
          <BaseContext.Popup className="menu"><Lines items={items} /></BaseContext.Popup>
        </BaseContext.Positioner>
      </BaseContext.Portal>
    </BaseContext.Root>
  )
}

function Lines({ items }: { items: MenuItems }) {
  return (typeof items === 'function' ? items() : items).map(line)
}

function line(item: MenuItem, index: number) {
  if (item.separator) return <Base.Separator key={index} className="menu-sep" />
  if (item.heading) return <div key={index} className="menu-label">{item.heading}</div>
  return (
    <Base.Item key={index} disabled={item.disabled} onClick={item.run} className={`mi${item.danger ? ' danger' : ''}`}>
      {item.checked !== undefined && <span className="mi-check">{item.checked && <Check size={14} />}</span>}
      {item.icon}
      {item.label}
      {item.keys && <kbd>{item.keys}</kbd>}
    </Base.Item>
  )
}
