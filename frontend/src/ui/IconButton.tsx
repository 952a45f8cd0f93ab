import { Button as Base } from '@base-ui/react/button'
import type { ComponentProps, ReactNode } from 'react'
import { Tooltip } from './Tooltip'

type Props = Omit<ComponentProps<typeof Base>, 'aria-label' | 'children' | 'className'> & {
  /** The accessible name, shown as a tooltip too. */
  label: string
  keys?: string
  small?: boolean
  className?: string
  children: ReactNode
}

/** IconButton is an action shown by an icon only. */
export function IconButton({ label, keys, small, className, children, type = 'button', ...rest }: Props) {
  return (
    <Tooltip text={label} keys={keys}>
      <Base {...rest} type={type} aria-label={label} className={`ib${small ? ' sm' : ''}${className ? ` ${className}` : ''}`}>
        {children}
      </Base>
    </Tooltip>
  )
}
