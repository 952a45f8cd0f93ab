import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import './rows.css'

/** Browsers cannot draw elements taller than this many pixels. */
const tallestScroll = 16_000_000

export interface VirtualRowsProps {
  /** How many rows there are in all. */
  total: number
  rowHeight: number
  /** The row with the keyboard's place, from 0. */
  current: number
  onCurrent(index: number): void
  onOpen(index: number): void
  /** The cells of one row; an unloaded row draws its placeholder. */
  row(index: number): ReactNode
  /** Told which rows are visible, so that they can be loaded. */
  onVisible(first: number, last: number): void
  label: string
  /** A header row above, with the same columns. */
  header?: ReactNode
  className?: string
}

/** A table of any length that draws only what is visible. Arrow keys, Page, Home and End move, Enter opens. */
export function VirtualRows({ total, rowHeight, current, onCurrent, onOpen, row, onVisible, label, header, className }: VirtualRowsProps) {
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 600 })
  const height = Math.min(total * rowHeight, tallestScroll)
  const fits = Math.ceil(view.height / rowHeight)
  const first = firstVisible(view, height, total, rowHeight)
  const last = Math.min(total, first + fits + 1)

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight || 600 })
    measure()
    const watcher = new ResizeObserver(measure)
    watcher.observe(element)
    element.addEventListener('scroll', measure, { passive: true })
    return () => {
      watcher.disconnect()
      element.removeEventListener('scroll', measure)
    }
  }, [])

  const told = useRef(onVisible)
  useLayoutEffect(() => {
    told.current = onVisible
  })
  useLayoutEffect(() => told.current(first, last), [first, last, total])

  const reveal = (index: number) => {
    const element = box.current
    if (!element) return
    const whole = Math.max(1, Math.floor(element.clientHeight / rowHeight))
    if (index < first + 1) element.scrollTop = scrollFor(index, height, total, rowHeight, element.clientHeight)
    else if (index >= first + whole - 1) element.scrollTop = scrollFor(index - whole + 1, height, total, rowHeight, element.clientHeight)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && total > 0) {
      event.preventDefault()
      return onOpen(current)
    }
    const next = moved(event.key, current, fits, total)
    if (next === undefined) return
    event.preventDefault()
    onCurrent(next)
    reveal(next)
  }

  return (
    <div className={`rows ${className ?? ''}`} role="grid" aria-label={label} aria-rowcount={total + (header ? 1 : 0)}>
      {header && (
        <div role="row" className="rows-header" aria-rowindex={1}>
          {header}
        </div>
      )}
      <div className="rows-body scrolls" ref={box} role="rowgroup" tabIndex={0} aria-label={`${label}, rows`} aria-activedescendant={`row-${current}`} onKeyDown={onKeyDown}>
        <div className="rows-height" role="presentation" style={{ height }}>
          <div className="rows-window" role="presentation" style={{ top: height > total * rowHeight - 1 ? first * rowHeight : view.top }}>
            {Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i).map((index) => (
              <div
                key={index}
                id={`row-${index}`}
                role="row"
                className={`rows-row ${index === current ? 'rows-row-current' : ''}`}
                aria-rowindex={index + (header ? 2 : 1)}
                aria-selected={index === current}
                style={{ height: rowHeight }}
                onClick={() => onCurrent(index)}
                onDoubleClick={() => onOpen(index)}
              >
                {row(index)}
              </div>
            ))}
          </div>
        </div>
      </div>
    </div>
  )
}

function moved(key: string, current: number, page: number, total: number): number | undefined {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page - 1, PageUp: 1 - page, Home: -Infinity, End: Infinity }
  const step = steps[key]
  return step === undefined ? undefined : Math.max(0, Math.min(total - 1, current + step))
}

/** Above the tallest height the scroll bar is scaled: its ends are still the first and last row. */
function firstVisible(view: { top: number; height: number }, height: number, total: number, rowHeight: number): number {
  if (height >= total * rowHeight) return Math.min(Math.max(0, total - 1), Math.floor(view.top / rowHeight))
  const share = view.top / Math.max(1, height - view.height)
  return Math.floor(share * Math.max(0, total - Math.floor(view.height / rowHeight)))
}

function scrollFor(index: number, height: number, total: number, rowHeight: number, viewHeight: number): number {
  if (height >= total * rowHeight) return Math.max(0, index) * rowHeight
  return (index / Math.max(1, total - Math.floor(viewHeight / rowHeight))) * (height - viewHeight)
}
