import { useId, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { HistoryDay } from '../../../bridge/client'
import { formatDay, formatNumber, people } from '../../../i18n/format'
import { t } from '../../../i18n/audience'

const width = 300
const height = 92
const left = 2
const foot = 16
const head = 14

/** The days of a line whose size is known, and where each stands. */
export function pointsOf(days: HistoryDay[]): { day: HistoryDay; x: number; y: number }[] {
  const most = Math.max(1, ...days.map((d) => d.size))
  const step = (width - 2 * left) / Math.max(1, days.length - 1)
  return days.flatMap((day, i) => (day.size < 0 ? [] : [{ day, x: left + i * step, y: head + (1 - day.size / most) * (height - head - foot) }]))
}

function wordsOf(day: HistoryDay): string {
  const on = formatDay(day.date)
  if (day.size < 0) return t.sizeUnknown(on)
  return `${t.sizeOn(people(day.size), on)}. ${t.moved(formatNumber(day.entered), formatNumber(day.left))}`
}

/** How many people there were at the end of each day. The pointer or the arrow keys choose a day. */
export function SizeLine({ days }: { days: HistoryDay[] }) {
  const [at, setAt] = useState(days.length - 1)
  const help = useId()
  const now = Math.min(at, days.length - 1)
  const day = days[now]
  if (!day) return null
  const onKey = (e: KeyboardEvent) => {
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, PageUp: now - 7, PageDown: now + 7, Home: 0, End: days.length - 1 }[e.key]
    if (next === undefined) return
    e.preventDefault()
    setAt(Math.max(0, Math.min(days.length - 1, next)))
  }
  const onMove = (e: PointerEvent<HTMLDivElement>) => {
    const box = e.currentTarget.getBoundingClientRect()
    setAt(Math.max(0, Math.min(days.length - 1, Math.round(((e.clientX - box.left) / box.width) * (days.length - 1)))))
  }
  return (
    <figure className="size-days">
      <figcaption>{t.sizeTitle}</figcaption>
      <p className="size-now" aria-hidden>{wordsOf(day)}</p>
      <div
        role="slider" tabIndex={0} aria-label={t.sizeTitle} aria-valuemin={0} aria-valuemax={days.length - 1} aria-valuenow={now} aria-valuetext={wordsOf(day)}
        aria-describedby={help} onKeyDown={onKey} onPointerMove={onMove}
      >
        <Drawing days={days} now={now} />
      </div>
      <p id={help} className="vh">{t.sizeHelp}</p>
    </figure>
  )
}

function Drawing({ days, now }: { days: HistoryDay[]; now: number }) {
  const points = pointsOf(days)
  const most = Math.max(1, ...days.map((d) => d.size))
  const path = points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
  const [first, last] = [points[0], points.at(-1)]
  const chosen = points.find((p) => p.day === days[now])
  const base = height - foot
  return (
    <svg viewBox={`0 0 ${width} ${height}`} aria-hidden>
      <line className="size-grid" x1={left} x2={width - left} y1={head} y2={head} />
      <line className="size-axis" x1={left} x2={width - left} y1={base} y2={base} />
      <text className="size-words" x={left} y={head - 4}>{formatNumber(most)}</text>
      <text className="size-words" x={left} y={height - 4}>{formatDay(days[0]?.date ?? '')}</text>
      <text className="size-words" x={width - left} y={height - 4} textAnchor="end">{formatDay(days.at(-1)?.date ?? '')}</text>
      {first && last && points.length > 1 && <path className="size-fill" d={`${path}L${last.x.toFixed(1)} ${base}L${first.x.toFixed(1)} ${base}Z`} />}
      {points.length > 1 && <path className="size-path" d={path} />}
      {chosen && <line className="size-chosen" x1={chosen.x} x2={chosen.x} y1={head} y2={base} />}
      {(chosen ?? last) && <circle className="size-dot" cx={(chosen ?? last)?.x} cy={(chosen ?? last)?.y} r="3.2" />}
    </svg>
  )
}
