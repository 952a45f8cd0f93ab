/** Numbers, sizes and days as the workspace's region writes them. */

let locale = 'en-IN'
let grouping = new Intl.NumberFormat(locale)

/** Follows the locale of the open workspace. An unknown one changes nothing. */
export function followRegion(next: string) {
  if (!next || next === locale) return
  try {
    grouping = new Intl.NumberFormat(next)
    locale = next
  } catch {
    // a locale this system does not know: keep the one before
  }
}

export function region(): string {
  return locale
}

/** 1,00,000 in en-IN, 100,000 in en-US. */
export function formatNumber(value: number): string {
  return grouping.format(value)
}

/** "1 person", "2,000 people". */
export function counted(value: number, one: string, many: string): string {
  return `${formatNumber(value)} ${value === 1 ? one : many}`
}

export function people(value: number): string {
  return counted(value, 'person', 'people')
}

/** A share in percent: one decimal below ten, none above. */
export function formatShare(part: number, whole: number): string {
  if (whole <= 0) return '0%'
  const percent = (100 * part) / whole
  return `${percent.toFixed(percent > 0 && percent < 9.95 ? 1 : 0)}%`
}

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${formatNumber(bytes)} bytes`
  const units = ['KB', 'MB', 'GB']
  let value = bytes / 1024
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  return `${value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`
}

export function formatSeconds(seconds: number): string {
  if (seconds < 1) return `${Math.max(1, Math.round(seconds * 1000))} ms`
  return seconds < 90 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`
}

export function formatMilliseconds(ms: number): string {
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`
}

/** "22 Nov 2026", day first as the region does; "" for no time. */
export function formatDay(iso: string): string {
  return format(iso, { day: 'numeric', month: 'short', year: 'numeric' })
}

/** "22 Nov 2026, 7:30 pm". */
export function formatMoment(iso: string): string {
  return format(iso, { day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit' })
}

function format(iso: string, parts: Intl.DateTimeFormatOptions): string {
  const at = new Date(iso)
  return iso === '' || Number.isNaN(at.getTime()) ? '' : new Intl.DateTimeFormat(locale, parts).format(at)
}
