import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { lastTop, scrollFor, scrollHeight, topAfter, topToShow, type Range } from './scale'

interface Options {
  total: number
  rowHeight: number
  headHeight: number
  topKey: string
}

export interface Viewport {
  scroller: RefObject<HTMLDivElement | null>
  sheet: RefObject<HTMLDivElement | null>
  onScroll(): void
  /** The first row that is seen; only what draws rows follows it, so that scrolling draws nothing else. */
  first: Source<number>
  scrollHeight: number
  height: number
  /** How many whole rows are seen at once. */
  page: number
  show(index: number): void
}

interface Source<T> {
  get(): T
  subscribe(listener: () => void): () => void
}

/** The first row of a stretch is what places are reckoned from. */
const stretch = 4096
/** Where the height of the window is not known, as in tests. */
const usualHeight = 600
const restAfter = 140

/** Where the rows stand; followed like a store. */
class Stand implements Source<number> {
  top = 0
  scroll = 0
  rest = 0
  row = 0
  private readonly listeners = new Set<() => void>()
  readonly get = () => this.row
  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  go(row: number) {
    this.row = row
    this.listeners.forEach((listener) => listener())
  }
}

/**
 * What is seen of a long table. The sheet of rows stays where it is while the
 * scroller moves under it, and shows the rows of where that stands: nothing is
 * ever blank, and no row has to be placed millions of pixels away.
 */
export function useViewport({ total, rowHeight, headHeight, topKey }: Options): Viewport {
  const scroller = useRef<HTMLDivElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(usualHeight)
  const [stand] = useState(() => new Stand())
  const range: Range = { content: total * rowHeight, view: height }
  const known = useRef({ range, rowHeight })
  useLayoutEffect(() => {
    known.current = { range: { content: total * rowHeight, view: height }, rowHeight }
  }, [total, rowHeight, height])

  /** Puts the sheet where the rows stand; others are drawn before when those that are seen change. */
  const draw = useCallback((atOnce: boolean) => {
    const { rowHeight: row } = known.current
    const first = Math.floor(stand.top / row)
    if (first !== stand.row && atOnce) flushSync(() => stand.go(first))
    else if (first !== stand.row) stand.go(first)
    if (sheet.current) sheet.current.style.transform = `translateY(${anchorOf(first) * row - stand.top}px)`
  }, [stand])

  const onScroll = useCallback(() => {
    const box = scroller.current
    if (!box) return
    stand.top = topAfter(stand.top, stand.scroll, box.scrollTop, known.current.range)
    stand.scroll = box.scrollTop
    draw(true)
    clearTimeout(stand.rest)
    stand.rest = window.setTimeout(() => settle(scroller.current, stand, known.current.range), restAfter)
  }, [draw, stand])

  const goTo = useCallback((top: number) => {
    stand.top = Math.min(Math.max(0, top), lastTop(known.current.range))
    settle(scroller.current, stand, known.current.range)
    draw(false)
  }, [draw, stand])

  const show = useCallback((index: number) => {
    const { range: r, rowHeight: row } = known.current
    goTo(topToShow(index, row, stand.top, r))
  }, [goTo, stand])

  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return
    const measure = () => box.clientHeight > headHeight && setHeight(box.clientHeight - headHeight)
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(box)
    return () => watch.disconnect()
  }, [headHeight])

  useLayoutEffect(() => goTo(0), [topKey, goTo])
  useLayoutEffect(() => goTo(stand.top), [total, rowHeight, height, goTo, stand])
  useEffect(() => () => clearTimeout(stand.rest), [stand])
  const page = Math.max(1, Math.floor(height / rowHeight))
  return { scroller, sheet, onScroll, show, page, height, first: stand, scrollHeight: scrollHeight(range) }
}

export const anchorOf = (row: number): number => row - (row % stretch)

/** Brings the scrollbar to where the rows stand; the rows do not move by it. */
function settle(box: HTMLDivElement | null, here: { top: number; scroll: number }, range: Range): void {
  if (!box) return
  const to = scrollFor(here.top, range)
  if (Math.abs(box.scrollTop - to) >= 1) box.scrollTop = to
  here.scroll = box.scrollTop
}
