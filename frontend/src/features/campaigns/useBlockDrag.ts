import { type PointerEvent as ReactPointerEvent, type RefObject, useCallback, useEffect, useRef } from 'react'
import { createDragLayer } from '../../ui/drag/drag'
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

const layer = createDragLayer<{ cargo: Cargo; label: string }, Drop>()

/** Dragging blocks and rows over the mail: what lies under the pointer, in terms of the document. */
export function useBlockDrag(ground: Ground) {
  const { cargo: held, target, x, y } = layer.use()
  const now = useRef(ground)
  useEffect(() => {
    now.current = ground
  })
  useEffect(() => layer.cancel, [])

  const begin = useCallback((event: ReactPointerEvent, cargo: Cargo, label: string, land: (drop: Drop) => void) => {
    layer.start(event, {
      cargo: { cargo, label },
      locate: (x, y) => ({ target: dropUnder(now.current, cargo, x, y) }),
      drop: land,
      scroller: () => now.current.scroller.current,
    })
  }, [])

  const drag: Drag | undefined = held && { ...held, x, y, drop: target }
  return { drag, begin }
}

function dropUnder({ doc, boxes, overlay, scroller }: Ground, cargo: Cargo, x: number, y: number): Drop | undefined {
  const sheet = overlay.current?.getBoundingClientRect()
  const room = scroller.current?.getBoundingClientRect()
  if (!sheet || !room || x < room.left || x > room.right || y < room.top || y > room.bottom) return undefined
  return dropAt(doc, boxes, cargo, x - sheet.left, y - sheet.top)
}
