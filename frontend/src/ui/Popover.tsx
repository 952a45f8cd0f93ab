import { Popover as Base } from '@base-ui/react/popover'
import { useRef, type ReactElement, type ReactNode } from 'react'

interface Props {
  /** The element that opens it; left out when opened from outside with `anchor`. */
  trigger?: ReactElement
  anchor?: Element | null | (() => Element | null)
  open?: boolean
  onOpenChange?: (open: boolean) => void
  title?: string
  /** The accessible name where no title is shown. */
  label?: string
  side?: 'top' | 'bottom' | 'left' | 'right'
  align?: 'start' | 'center' | 'end'
  className?: string
  children: ReactNode
}

/** Popover is a small panel at its trigger. The focus goes to what is marked data-first-focus, else to the first control. */
export function Popover(props: Props) {
  const { trigger, anchor, open, onOpenChange, title, label, side = 'bottom', align = 'start', className, children } = props
  const panel = useRef<HTMLDivElement>(null)
  const first = () => panel.current?.querySelector<HTMLElement>('[data-first-focus] input') ?? true
  return (
    <Base.Root open={open} onOpenChange={onOpenChange && ((next) => onOpenChange(next))}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Positioner anchor={anchor} side={side} align={align} sideOffset={6} collisionPadding={8} className="floating">
          <Base.Popup ref={panel} initialFocus={first} className={`pop${className ? ` ${className}` : ''}`} aria-label={title ? undefined : label}>
            {title && <Base.Title className="pop-title">{title}</Base.Title>}
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** PopoverClose closes the popover around it. */
export const PopoverClose = Base.Close
