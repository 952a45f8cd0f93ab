/** Counts and times for people to read. */

const locale = () => document.documentElement.lang || 'en'

export function count(n: number): string {
  return new Intl.NumberFormat(locale()).format(n)
}

export function people(n: number): string {
  return n === 1 ? '1 person' : `${count(n)} people`
}

export function kilobytes(bytes: number): string {
  return `${new Intl.NumberFormat(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(bytes / 1024)} KB`
}

/** A stored time as a day; "" for none. */
export function day(at: string): string {
  const date = new Date(at)
  return at === '' || Number.isNaN(date.getTime()) ? '' : new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' }).format(date)
}

/** A stored time as day and hour; "" for none. */
export function moment(at: string): string {
  const date = new Date(at)
  return at === '' || Number.isNaN(date.getTime()) ? '' : new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(date)
}
