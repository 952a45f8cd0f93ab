import { useState, type KeyboardEvent, type MouseEvent } from 'react'
import type { YearDay } from '../../../bridge/client'
import { useLanguage } from '../../../i18n/language'
import { t } from '../../../i18n/person'

const cell = 10
/** Room above the dots for the names of months. */
const head = 10

interface Props {
  days: YearDay[]
  /** The day that is looked at; "" for today. */
  day: string
  onDay: (date: string) => void
}

/** The last year, a dot a day and a column a week. The arrow keys go from one day with something on it to the next. */
export function YearStrip({ days, day, onDay }: Props) {
  const [hovered, setHovered] = useState<number>()
  if (days.length === 0) return null
  const lead = weekdayOf(days[0]!.date)
  const at = Math.max(0, day === '' ? days.length - 1 : days.findIndex((d) => d.date === day))
  const columns = Math.ceil((lead + days.length) / 7)
  const under = (e: MouseEvent<SVGSVGElement>) => {
    const box = e.currentTarget.getBoundingClientRect()
    const column = Math.floor(((e.clientX - box.left) / box.width) * columns)
    const index = column * 7 + Math.floor((((e.clientY - box.top) / box.height) * (7 * cell + head) - head) / cell) - lead
    return index >= 0 && index < days.length ? index : undefined
  }
  const choose = (index: number | undefined) => {
    if (index !== undefined) onDay(days[index]!.date)
  }
  const onKeyDown = (e: KeyboardEvent) => {
    const to = target(e.key, at, days)
    if (to === undefined) return
    e.preventDefault()
    choose(to)
  }
  const told = days[hovered ?? at]!
  return (
    <div className="year">
      <div
        className="year-strip" role="slider" tabIndex={0} aria-label={t.year} aria-valuemin={0} aria-valuemax={days.length - 1} aria-valuenow={at} aria-valuetext={days[at]!.text}
        title={t.yearHint} onKeyDown={onKeyDown}
      >
        <svg
          viewBox={`0 0 ${columns * cell} ${7 * cell + head}`} aria-hidden onClick={(e) => choose(under(e))}
          onMouseMove={(e) => setHovered(under(e))} onMouseLeave={() => setHovered(undefined)}
        >
          {months(days, lead).map(({ name, column }) => <text key={column} x={column * cell} y={head - 4}>{name}</text>)}
          {days.map((d, i) => (
            <circle
              key={d.date} className={`day${level(d.count)}${i === at ? ' at' : ''}${i === hovered ? ' on' : ''}`}
              cx={Math.floor((i + lead) / 7) * cell + cell / 2} cy={head + ((i + lead) % 7) * cell + cell / 2} r={i === at || i === hovered ? 4.2 : 3.6}
            />
          ))}
        </svg>
      </div>
      <p className="year-says num-tab" aria-hidden>{told.text}</p>
    </div>
  )
}

/** 0 is Monday. */
const weekdayOf = (date: string) => (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7

const level = (count: number) => (count === 0 ? '' : count < 3 ? ' some' : count < 8 ? ' more' : ' most')

/** Where each month begins. */
function months(days: YearDay[], lead: number): { name: string; column: number }[] {
  const short = new Intl.DateTimeFormat(useLanguage.getState().language, { month: 'short', timeZone: 'UTC' })
  return days.flatMap((d, i) => (d.date.endsWith('-01') ? [{ name: short.format(new Date(`${d.date}T12:00:00Z`)), column: Math.floor((i + lead) / 7) }] : []))
}

/** Where a key leads: to the next day that has something, the first or the last. */
function target(key: string, at: number, days: YearDay[]): number | undefined {
  const find = (from: number, by: number) => {
    for (let i = from; i >= 0 && i < days.length; i += by) if (days[i]!.count > 0) return i
    return undefined
  }
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return find(at - 1, -1)
    case 'ArrowRight':
    case 'ArrowUp':
      return find(at + 1, 1) ?? (at < days.length - 1 ? days.length - 1 : undefined)
    case 'PageDown':
      return find(Math.max(0, at - 30), -1) ?? find(0, 1)
    case 'PageUp':
      return find(Math.min(days.length - 1, at + 30), 1) ?? days.length - 1
    case 'Home':
      return find(0, 1)
    case 'End':
      return days.length - 1
  }
  return undefined
}
