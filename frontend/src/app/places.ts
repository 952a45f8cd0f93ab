import { Component, House, Send, Users, type LucideIcon } from 'lucide-react'
import { t } from '../i18n/frame'
import { routes } from './routes'

export interface Place {
  label: string
  to: string
  icon: LucideIcon
}

/** The places of the rail, in its order. */
export function places(): Place[] {
  return [
    { label: t.home, to: routes.home, icon: House },
    { label: t.people, to: routes.people, icon: Users },
    { label: t.segments, to: routes.segments, icon: Component },
    { label: t.campaigns, to: routes.campaigns, icon: Send },
  ]
}
