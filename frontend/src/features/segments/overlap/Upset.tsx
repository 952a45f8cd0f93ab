import { useRef, useState, type KeyboardEvent } from 'react'
import type { OverlapRegion, OverlapView } from '../../../bridge/client'
import { formatNumber, people } from '../../../i18n/format'
import { t } from '../../../i18n/overlap'
import { setName, shortWords } from './words'

const rowHeight = 25
const numberHeight = 18
const gap = 12

interface Props {
  view: OverlapView
  barHeight: number
  onOpen(region: OverlapRegion): void
}

/**
 * Every combination as a column: a bar for how many people it has (dark: can be
 * mailed), and below it a dot for each set, dark where they are in it.
 */
export function Upset({ view, barHeight, onOpen }: Props) {
  const [focus, setFocus] = useState(0)
  const drawing = useRef<SVGSVGElement>(null)
  const { sets, regions } = view
  const step = Math.max(28, Math.max(0, ...regions.map((r) => formatNumber(r.people).length)) * 6.4 + 8)
  const height = numberHeight + barHeight + gap + sets.length * rowHeight
  const now = Math.min(focus, regions.length - 1)
  const go = (e: KeyboardEvent) => {
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: regions.length - 1 }[e.key]
    if (next === undefined) return
    e.preventDefault()
    const to = Math.max(0, Math.min(regions.length - 1, next))
    setFocus(to)
    drawing.current?.querySelectorAll<SVGGElement>('.upset-column')[to]?.focus()
  }
  return (
    <div className="upset">
      <ul className="upset-sets" style={{ paddingTop: numberHeight + barHeight + gap }}>
        {sets.map((set) => (
          <li key={set.id} title={setName(set)}><span>{setName(set)}</span><b>{formatNumber(set.people)}</b></li>
        ))}
      </ul>
      <div className="upset-scroll scroll">
        <svg ref={drawing} role="group" aria-label={t.picture} width={Math.max(1, regions.length * step)} height={height} onKeyDown={go}>
          {sets.map((set, k) => k % 2 === 0 && <rect key={set.id} className="upset-row" y={height - (sets.length - k) * rowHeight} width="100%" height={rowHeight} />)}
          {regions.map((region, i) => (
            <Column
              key={region.in.join()} view={view} region={region} x={i * step} width={step} barHeight={barHeight} most={regions[0]?.people ?? 1}
              reachable={i === now} onFocus={() => setFocus(i)} onOpen={() => onOpen(region)}
            />
          ))}
        </svg>
      </div>
    </div>
  )
}

interface ColumnProps {
  view: OverlapView
  region: OverlapRegion
  x: number
  width: number
  barHeight: number
  most: number
  reachable: boolean
  onFocus(): void
  onOpen(): void
}

function Column({ view, region, x, width, barHeight, most, reachable, onFocus, onOpen }: ColumnProps) {
  const total = numberHeight + barHeight + gap + view.sets.length * rowHeight
  const tall = (n: number) => (n === 0 ? 0 : Math.max(1.5, (n / most) * barHeight))
  const base = numberHeight + barHeight
  const middle = width / 2
  return (
    <g
      className="upset-column" role="button" tabIndex={reachable ? 0 : -1} transform={`translate(${x} 0)`} onClick={onOpen} onFocus={onFocus}
      aria-label={t.column(shortWords(view, region.in), people(region.people), formatNumber(region.mailable))}
      onKeyDown={(e) => {
        if (e.key !== 'Enter' && e.key !== ' ') return
        e.preventDefault()
        onOpen()
      }}
    >
      <rect className="upset-hit" x="1" y="1" width={width - 2} height={total - 2} rx="5" />
      <text className="upset-number" x={middle} y={base - tall(region.people) - 5} textAnchor="middle">{formatNumber(region.people)}</text>
      <rect className="upset-bar" x={middle - 6.5} y={base - tall(region.people)} width="13" height={tall(region.people)} rx="1" />
      <rect className="upset-bar mailable" x={middle - 6.5} y={base - tall(region.mailable)} width="13" height={tall(region.mailable)} rx="1" />
      <Dots view={view} region={region} x={middle} top={base + gap} />
    </g>
  )
}

function Dots({ view, region, x, top }: { view: OverlapView; region: OverlapRegion; x: number; top: number }) {
  const y = (k: number) => top + k * rowHeight + rowHeight / 2
  const [first = 0, last = 0] = [Math.min(...region.in), Math.max(...region.in)]
  return (
    <>
      {first < last && <line className="upset-link" x1={x} x2={x} y1={y(first)} y2={y(last)} />}
      {view.sets.map((set, k) => <circle key={set.id} className={region.in.includes(k) ? 'upset-dot in' : 'upset-dot'} cx={x} cy={y(k)} r={region.in.includes(k) ? 5.5 : 4} />)}
    </>
  )
}
