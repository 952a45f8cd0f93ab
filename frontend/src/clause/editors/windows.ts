/** The kinds of time a window can be, and how one turns into another. */
import { t } from '../../i18n/editors'
import type { Unit, Window } from '../../rule'
import { optionsOf } from './known'

export type Kind = Window['kind'] | 'ever'

/** The units of time to choose from, those named or all. */
export function unitOptions(only?: Unit[]) {
  return optionsOf(t.units).filter((o) => !only || only.includes(o.value as Unit))
}

/** The stretches of the calendar; those to come only where they make sense. */
export function calendarOptions(future: boolean) {
  return optionsOf({ ...t.calendar, ...(future ? t.calendarAhead : {}) })
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
