import { type PointerEvent as ReactPointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { type Box, type Cargo, type Drop, dropAt } from './dropTarget'
import type { MailDocument } from './document'

export interface Drag {
  cargo: Cargo
  label: string
  x: number
  y: number
  drop: Drop | undefined
}

interface Ground {
  doc: MailDocument
  boxes: Box[]
  /** The element that lies over the frame, pixel for pixel. */
  overlay: RefObject<HTMLElement | null>
  /** What scrolls when the pointer comes near its edge. */
  scroller: RefObject<HTMLElement | null>
}

const threshold = 4
const scrollEdge = 44
const scrollStep = 12

/**
 * Dragging with pointer events on the window. Esc, a second button, and losing
 * the window end it without a change. A drag never becomes a click.
 */
export function useBlockDrag(ground: Ground) {
  const [drag, setDrag] = useState<Drag>()
  const now = useRef(ground)
  useEffect(() => {
    now.current = ground
  })
  const stop = useRef<(() => void) | undefined>(undefined)
  useEffect(() => () => stop.current?.(), [])

  const begin = useCallback((event: ReactPointerEvent, cargo: Cargo, label: string, land: (drop: Drop) => void) => {
    if (event.button !== 0) return
    stop.current?.()
    const from = { x: event.clientX, y: event.clientY }
    let current: Drag | undefined
    const show = (next: Drag | undefined) => setDrag((current = next))

    const move = (e: PointerEvent) => {
      if (e.buttons !== 0 && e.buttons !== 1) return end()
      if (!current && Math.hypot(e.clientX - from.x, e.clientY - from.y) < threshold) return
      scrollNear(now.current.scroller.current, e.clientY)
      show({ cargo, label, x: e.clientX, y: e.clientY, drop: dropUnder(now.current, cargo, e) })
    }
    const up = () => {
      const landed = current
      end()
      if (!landed) return
      swallowClick()
      if (landed.drop) land(landed.drop)
    }
    const key = (e: KeyboardEvent) => {
      if (e.key !== 'Escape' || !current) return
      e.preventDefault()
      e.stopPropagation()
      swallowClick()
      end()
    }
    const end = () => {
      stop.current = undefined
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', up)
      window.removeEventListener('pointercancel', end)
      window.removeEventListener('blur', end)
      window.removeEventListener('keydown', key, true)
      show(undefined)
    }
    stop.current = end
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', up)
    window.addEventListener('pointercancel', end)
    window.addEventListener('blur', end)
    window.addEventListener('keydown', key, true)
  }, [])

  return { drag, begin }
}

function dropUnder({ doc, boxes, overlay, scroller }: Ground, cargo: Cargo, at: { clientX: number; clientY: number }): Drop | undefined {
  const sheet = overlay.current?.getBoundingClientRect()
  const room = scroller.current?.getBoundingClientRect()
  if (!sheet || !room || at.clientX < room.left || at.clientX > room.right || at.clientY < room.top || at.clientY > room.bottom) return undefined
  return dropAt(doc, boxes, cargo, at.clientX - sheet.left, at.clientY - sheet.top)
}

function scrollNear(scroller: HTMLElement | null, y: number): void {
  if (!scroller) return
  const room = scroller.getBoundingClientRect()
  if (y < room.top + scrollEdge) scroller.scrollTop -= scrollStep
  else if (y > room.bottom - scrollEdge) scroller.scrollTop += scrollStep
}

/** The click that a browser sends after the button is let go belongs to the drag. */
function swallowClick(): void {
  const swallow = (e: MouseEvent) => {
    e.stopPropagation()
    e.preventDefault()
  }
  window.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0)
}
