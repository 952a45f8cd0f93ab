/** Addresses of the screens, behind the # of the window's own address. */
import { navigate } from 'wouter/use-hash-location'

export const routes = {
  home: '/',
  import: '/import',
  people: '/people',
  /** The people of a rule, in the table of people. */
  peopleOf: (rule: string) => `/people?rule=${encodeURIComponent(rule)}`,
  person: (id: number) => `/people/${id}`,
  segments: '/segments',
  segment: (id: number | 'new') => `/segments/${id}`,
  segmentTemplates: '/segments/templates',
  /** How segments overlap, five at most. A list in the path: a query would land before the #. */
  segmentOverlap: (ids: number[]) => `/segments/overlap/${ids.join()}`,
  campaigns: '/campaigns',
  campaign: (id: number) => `/campaigns/${id}`,
  settings: '/settings',
  outbox: '/outbox',
}

/** Opens a screen from anywhere. */
export function go(path: string) {
  navigate(path)
}
