import type { ReactNode } from 'react'
import { TopBar } from '../../app/TopBar'
import { routes } from '../../app/routes'

interface Props {
  title: ReactNode
  /** Whether the way back to the list is shown. */
  crumb?: boolean
  state?: ReactNode
  actions?: ReactNode
}

/** The frame's top bar, for campaigns. */
export function ScreenBar({ crumb, ...rest }: Props) {
  return <TopBar crumb={crumb ? { label: 'Campaigns', to: routes.campaigns } : undefined} {...rest} />
}
