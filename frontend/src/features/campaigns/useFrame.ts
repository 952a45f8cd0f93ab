import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Box } from './dropTarget'

/** How field chips look on the canvas. It travels with the frame because the frame knows no other style. */
const chipStyle =
  '.kvn-field{background:#dcebe7;color:#0a4f4b;border-radius:4px;padding:0 4px}.kvn-field-broken{background:#f6dde1;color:#8d1f33}' +
  'html{overflow:hidden}body{margin:0}[data-empty]{min-height:44px;outline:1px dashed #b9b3a6;outline-offset:-4px}a{pointer-events:none}'

interface Frame {
  boxes: Box[]
  height: number
}

const pollEvery = 250

/**
 * Fills a same-origin frame with HTML in place and measures what lies where.
 * No load events: a frame without scripts fires none in every engine, so the
 * frame is polled until it can be written and while pictures may still arrive.
 */
export function useFrame(ref: RefObject<HTMLIFrameElement | null>, html: string, width: number): Frame {
  const [frame, setFrame] = useState<Frame>({ boxes: [], height: 480 })
  const written = useRef<{ html: string; document: Document | null }>({ html: '', document: null })

  const measure = useCallback(() => {
    const doc = ref.current?.contentDocument
    if (!doc?.body) return
    const next = measured(doc)
    setFrame((old) => (sameFrame(old, next) ? old : next))
  }, [ref])

  const write = useCallback(() => {
    const doc = ref.current?.contentDocument
    if (!doc?.body || html === '' || doc.URL === 'about:blank' || doc.readyState === 'loading') return
    if (written.current.html === html && written.current.document === doc) return
    patch(doc, html)
    written.current = { html, document: doc }
    measure()
  }, [ref, html, measure])

  useLayoutEffect(() => write(), [write])
  useEffect(() => {
    const tick = () => {
      write()
      measure()
    }
    tick()
    const timer = setInterval(tick, pollEvery)
    return () => clearInterval(timer)
  }, [write, measure, width])
  return frame
}

/** Replaces head and body of a frame without loading it anew, so that nothing flickers. */
export function patch(doc: Document, html: string): void {
  const view = doc.defaultView as (Window & { DOMParser: typeof DOMParser }) | null
  const next = new (view?.DOMParser ?? DOMParser)().parseFromString(html, 'text/html')
  const style = next.createElement('style')
  style.textContent = chipStyle
  next.head.append(style)
  doc.documentElement.lang = next.documentElement.lang
  doc.documentElement.dir = next.documentElement.dir
  doc.head.innerHTML = next.head.innerHTML
  copyAttributes(next.body, doc.body)
  doc.body.innerHTML = next.body.innerHTML
}

function copyAttributes(from: Element, to: Element): void {
  for (const { name } of [...to.attributes]) if (!from.hasAttribute(name)) to.removeAttribute(name)
  for (const { name, value } of [...from.attributes]) if (to.getAttribute(name) !== value) to.setAttribute(name, value)
}

function measured(doc: Document): Frame {
  const boxes: Box[] = []
  for (const element of doc.querySelectorAll<HTMLElement>('[data-section],[data-column],[data-block]')) {
    const { x, y, width, height } = element.getBoundingClientRect()
    boxes.push({ ...named(element), x, y, width, height })
  }
  return { boxes, height: Math.max(240, Math.ceil(doc.body.getBoundingClientRect().height)) }
}

function named(element: HTMLElement): Pick<Box, 'kind' | 'id'> {
  const { block, section, column } = element.dataset
  if (block !== undefined) return { kind: 'block', id: block }
  if (column !== undefined) return { kind: 'column', id: `${element.closest<HTMLElement>('[data-section]')?.dataset.section ?? ''}/${column}` }
  return { kind: 'section', id: section ?? '' }
}

function sameFrame(a: Frame, b: Frame): boolean {
  return (
    a.height === b.height &&
    a.boxes.length === b.boxes.length &&
    a.boxes.every((box, i) => {
      const other = b.boxes[i]!
      return box.id === other.id && box.kind === other.kind && box.x === other.x && box.y === other.y && box.width === other.width && box.height === other.height
    })
  )
}
