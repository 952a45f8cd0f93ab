import type { KeyboardEvent, PointerEvent } from 'react'

interface Props {
  /** The pane it changes. */
  label: string
  /** Width of the pane in rem. */
  value: number
  min: number
  max: number
  /** Where the separator goes when the pane becomes wider. */
  grows: 'left' | 'right'
  onChange: (rem: number) => void
  /** Double-click or Enter takes the usual width again. */
  onReset: () => void
}

/** Separator is the edge between two panes: dragged, or moved by arrow keys. */
export function Separator({ label, value, min, max, grows, onChange, onReset }: Props) {
  const set = (rem: number) => onChange(Math.round(Math.max(min, Math.min(max, rem)) * 100) / 100)
  const sign = grows === 'right' ? 1 : -1
  const onPointerDown = (down: PointerEvent<HTMLDivElement>) => {
    const edge = down.currentTarget
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize)
    const move = (e: globalThis.PointerEvent) => set(value + (sign * (e.clientX - down.clientX)) / rem)
    const end = () => {
      edge.removeEventListener('pointermove', move)
      edge.removeEventListener('lostpointercapture', end)
    }
    edge.setPointerCapture(down.pointerId)
    edge.addEventListener('pointermove', move)
    edge.addEventListener('lostpointercapture', end)
  }
  const onKeyDown = (e: KeyboardEvent) => {
    const next = { ArrowRight: value + sign, ArrowLeft: value - sign, Home: min, End: max }[e.key]
    if (next === undefined && e.key !== 'Enter') return
    e.preventDefault()
    if (next === undefined) onReset()
    else set(next)
  }
  return (
    <div
      role="separator" tabIndex={0} aria-orientation="vertical" aria-label={label} className="separator"
      aria-valuenow={value} aria-valuemin={min} aria-valuemax={max}
      onPointerDown={onPointerDown} onKeyDown={onKeyDown} onDoubleClick={onReset}
    />
  )
}
