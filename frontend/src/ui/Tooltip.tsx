import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'

interface Props {
  text: string
  keys?: string
  side?: 'top' | 'bottom' | 'left' | 'right'
  children: ReactElement
}

/** Tooltip names its child for those who see; the child keeps its own accessible name. */
export function Tooltip({ text, keys, side = 'bottom', children }: Props) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="floating">
          <Base.Popup className="tip">
            {text}
            {keys && <kbd>{keys}</kbd>}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
