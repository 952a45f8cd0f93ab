/** Numbers, sizes and days as the workspace's region writes them, with words of the interface's language. */
import { useLanguage } from './language'
import { t } from './units'

let locale: string | undefined = 'en-IN'
let zone = 'Asia/Kolkata'
let numbers = new Intl.NumberFormat(locale)

/** Follows the region and time zone of the open workspace. What this system does not know falls back to its own. */
export function followRegion(settings: { locale: string; timeZone: string }) {
  try {
    locale = settings.locale || undefined
    numbers = new Intl.NumberFormat(locale)
  } catch {
    locale = undefined
    numbers = new Intl.NumberFormat()
  }
  zone = settings.timeZone
}

type Style = Intl.DateTimeFormatOptions

/** A calendar in the words of the language and the order of the region. */
function calendar(style: Style, timeZone: string): Intl.DateTimeFormat {
  const { language } = useLanguage.getState()
  const spoken = locale?.startsWith(language) ? locale : language === 'en' ? 'en-GB' : `${language}-IN`
  try {
    return new Intl.DateTimeFormat(spoken, { ...style, timeZone: timeZone || undefined })
  } catch {
    return new Intl.DateTimeFormat(spoken, style)
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
  return t.people(formatNumber(value), value === 1)
}

/** A share in percent: one decimal below ten, none above. */
export function formatShare(part: number, whole: number): string {
  if (whole <= 0) return '0%'
  const percent = (100 * part) / whole
  return `${percent.toFixed(percent > 0 && percent < 9.95 ? 1 : 0)}%`
}

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return t.bytes(formatNumber(bytes))
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
  if (seconds < 1) return t.milliseconds(Math.max(1, Math.round(seconds * 1000)))
  return seconds < 90 ? t.seconds(seconds.toFixed(1)) : t.minutes(Math.round(seconds / 60))
}

/** "22 Nov 2026, 7:30 pm" of a moment of Go (RFC 3339), by the workspace's clock; "" for no time. */
export function formatMoment(iso: string): string {
  return written(iso, { dateStyle: 'medium', timeStyle: 'short' })
}

/** "22 Nov 2026" of a moment or a day (2026-11-22); "" for none. */
export function formatDay(iso: string): string {
  return written(iso, { dateStyle: 'medium' })
}

/** A day without a time is the same in every zone. */
function written(iso: string, style: Style): string {
  const at = new Date(iso)
  if (iso === '' || Number.isNaN(at.getTime())) return ''
  return calendar(style, iso.length > 10 ? zone : 'UTC').format(at)
}

/** A difference with its sign: "+512", "−3". */
export function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${formatNumber(Math.abs(value))}`
}

/** "7.1 KB", for what is compared with a limit in KB. */
export function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`
}
