/** The kinds of time a window can be, and how one turns into another. */
import type { Unit, Window } from '../../../rule'

export type Kind = Window['kind'] | 'ever'

/** How each kind begins to read in the list of kinds. */
export const kindNames: Record<Kind, string> = {
  last: 'in the last',
  more_than_ago: 'more than … ago',
  between_ago: 'between … and … ago',
  calendar: 'this or last week, month …',
  dates: 'between two days',
  before: 'before a day',
  after: 'after a day',
  next: 'in the next',
  ever: 'at any time',
}

export const units: { value: Unit; label: string }[] = [
  { value: 'minute', label: 'minutes' },
  { value: 'hour', label: 'hours' },
  { value: 'day', label: 'days' },
  { value: 'week', label: 'weeks' },
  { value: 'month', label: 'months' },
  { value: 'quarter', label: 'quarters' },
  { value: 'year', label: 'years' },
]

const pastNames: [string, string][] = [
  ['today', 'today'], ['yesterday', 'yesterday'],
  ['this_week', 'this week'], ['last_week', 'last week'],
  ['this_month', 'this month'], ['last_month', 'last month'],
  ['this_quarter', 'this quarter'], ['last_quarter', 'last quarter'],
  ['this_year', 'this year'], ['last_year', 'last year'],
  ['this_fiscal_year', 'this fiscal year'], ['last_fiscal_year', 'last fiscal year'],
]

const futureNames: [string, string][] = [
  ['tomorrow', 'tomorrow'], ['next_week', 'next week'], ['next_month', 'next month'],
  ['next_quarter', 'next quarter'], ['next_year', 'next year'],
]

/** The stretches of the calendar; those to come only where they make sense. */
export function calendarOptions(future: boolean) {
  return [...pastNames, ...(future ? futureNames : [])].map(([value, label]) => ({ value, label }))
}

/** A local day as the document writes it. */
export function dayText(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** A window of another kind that keeps what the two have in common. */
export function windowOf(kind: Kind, before: Window | undefined, today = new Date()): Window | undefined {
  const n = before && 'n' in before ? before.n : 30
  const unit = before && 'unit' in before ? before.unit : 'day'
  const from = before && 'from' in before ? before.from : dayText(today)
  switch (kind) {
    case 'ever':
      return undefined
    case 'last':
    case 'next':
    case 'more_than_ago':
      return { kind, n, unit }
    case 'between_ago':
      return { kind, n, to: before?.kind === 'between_ago' ? before.to : n * 2, unit }
    case 'calendar':
      return { kind, name: before?.kind === 'calendar' ? before.name : 'this_month' }
    case 'dates':
      return { kind, from, to: before?.kind === 'dates' ? before.to : dayText(today) }
    default:
      return { kind, from }
  }
}
