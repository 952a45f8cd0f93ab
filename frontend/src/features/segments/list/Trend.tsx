import { formatDay, formatNumber } from '../../../i18n/format'
import { t } from '../../../i18n/segments'
import { Popover } from '../../../ui/Popover'
import type { Line } from './order'

const width = 92
const height = 26
const margin = 3
/** How many days the line has room for; before its record begins it is dashed. */
const lineDays = 30

/** The line's words: "from 812 to 874 in 30 days". */
export function trendWords(sizes: number[]): string {
  const [first, last] = [sizes[0], sizes.at(-1)]
  if (first === undefined || last === undefined) return t.lineNone
  if (sizes.length === 1 || (first === last && sizes.every((n) => n === first))) return t.lineSteady(formatNumber(last), sizes.length)
  return t.lineFromTo(formatNumber(first), formatNumber(last), sizes.length)
}

/** The points of a line through sizes, from left to right. */
export function trendPoints(sizes: number[]): [x: number, y: number][] {
  const low = Math.min(...sizes)
  const span = Math.max(...sizes) - low
  const right = width - margin
  const step = (right - margin) / (lineDays - 1)
  const y = (n: number) => (span === 0 ? height / 2 : height - margin - ((n - low) / span) * (height - 2 * margin))
  return sizes.map((n, i) => [right - (sizes.length - 1 - i) * step, y(n)])
}

/** The size of a segment over the last days as a small line; pressed, it shows the numbers as a table. */
export function Trend({ line }: { line: Line }) {
  const { name, sizes, from } = line
  if (sizes.length === 0) return <span className="trend-none">{t.lineNone}</span>
  const words = trendWords(sizes)
  return (
    <Popover
      trigger={
        <button type="button" className="trend" aria-label={t.lineOf(name, words)} title={words}>
          <Drawing sizes={sizes} />
        </button>
      }
      title={t.lineTitle(name)}
      align="end"
    >
      <div className="trend-days scroll" tabIndex={0} role="group" aria-label={t.lineTitle(name)}>
        <table>
          <thead>
            <tr><th scope="col">{t.day}</th><th scope="col">{t.people}</th></tr>
          </thead>
          <tbody>
            {sizes.map((size, i) => ({ size, day: dayAfter(from, i) })).reverse().map(({ size, day }) => (
              <tr key={day}><th scope="row">{formatDay(day)}</th><td>{formatNumber(size)}</td></tr>
            ))}
          </tbody>
        </table>
      </div>
    </Popover>
  )
}

function Drawing({ sizes }: { sizes: number[] }) {
  const points = trendPoints(sizes)
  const end = points.at(-1) ?? [0, 0]
  const [x, y] = points[0] ?? [0, 0]
  const path = points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden>
      {sizes.length < lineDays && <line className="trend-unknown" x1={margin} y1={y} x2={x - 4} y2={y} />}
      {points.length > 1 && <path className="trend-fill" d={`${path}L${end[0].toFixed(1)} ${height}L${x.toFixed(1)} ${height}Z`} />}
      {points.length > 1 && <path className="trend-path" d={path} />}
      <circle className="trend-now" cx={end[0]} cy={end[1]} r="2.6" />
    </svg>
  )
}

function dayAfter(from: string, days: number): string {
  const day = new Date(`${from}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + days)
  return day.toISOString().slice(0, 10)
}
