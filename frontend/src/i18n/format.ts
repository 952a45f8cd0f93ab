/** Numbers, sizes and days as the workspace's region writes them. */

let locale: string | undefined = 'en-IN'
let numbers = new Intl.NumberFormat(locale)
let moments = momentsOf('Asia/Kolkata')

/** Follows the region and time zone of the open workspace. What this system does not know falls back to its own. */
export function followRegion(settings: { locale: string; timeZone: string }) {
  try {
    locale = settings.locale || undefined
    numbers = new Intl.NumberFormat(locale)
  } catch {
    locale = undefined
    numbers = new Intl.NumberFormat()
  }
  moments = momentsOf(settings.timeZone)
}

function momentsOf(timeZone: string): Intl.DateTimeFormat {
  const style = { dateStyle: 'medium', timeStyle: 'short' } as const
  try {
    return new Intl.DateTimeFormat(locale, { ...style, timeZone: timeZone || undefined })
  } catch {
    return new Intl.DateTimeFormat(locale, style)
  }
}

/** 1,00,000 in en-IN, 100,000 in en-US. */
export function formatNumber(value: number): string {
  return numbers.format(value)
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

/** "22 Nov 2026, 7:30 pm" of a moment of Go (RFC 3339), by the workspace's clock; "" for no time. */
export function formatMoment(iso: string): string {
  const at = new Date(iso)
  return iso === '' || Number.isNaN(at.getTime()) ? '' : moments.format(at)
}

/** A difference with its sign: "+512", "−3". */
export function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${formatNumber(Math.abs(value))}`
}

/** "7.1 KB", for what is compared with a limit in KB. */
export function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`
}
