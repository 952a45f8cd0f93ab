import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { lastTop, scrollFor, scrollHeight, topAfter, topToShow, type Range } from './scale'

interface Options {
  total: number
  rowHeight: number
  headHeight: number
  topKey: string
  want(from: number, to: number): void
}

export interface Viewport {
  scroller: RefObject<HTMLDivElement | null>
  sheet: RefObject<HTMLDivElement | null>
  onScroll(): void
  /** Rows that are drawn: from, up to and without to. */
  from: number
  to: number
  anchor: number
  scrollHeight: number
  height: number
  /** How many whole rows are seen at once. */
  page: number
  show(index: number): void
}

/** Rows drawn before and after those that are seen. */
const spare = 4
/** The first row of a stretch is what places are reckoned from. */
const stretch = 4096
/** Where the height of the window is not known, as in tests. */
const usualHeight = 600
const restAfter = 140

/**
 * What is seen of a long table. The sheet of rows stays where it is while the
 * scroller moves under it, and shows the rows of where that stands: nothing is
 * ever blank, and no row has to be placed millions of pixels away.
 */
export function useViewport({ total, rowHeight, headHeight, topKey, want }: Options): Viewport {
  const scroller = useRef<HTMLDivElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(usualHeight)
  const [first, setFirst] = useState(0)
  const at = useRef({ top: 0, scroll: 0, rest: 0, from: 0 })
  const range: Range = { content: total * rowHeight, view: height }
  const known = useRef({ range, rowHeight, total })
  useLayoutEffect(() => {
    known.current = { range: { content: total * rowHeight, view: height }, rowHeight, total }
  }, [total, rowHeight, height])

  /** Puts the sheet where the rows stand. */
  const place = useCallback(() => {
    const row = known.current.rowHeight
    if (sheet.current) sheet.current.style.transform = `translateY(${anchorOf(at.current.from) * row - at.current.top}px)`
  }, [])
  useLayoutEffect(place, [place, first, rowHeight])

  /** Draws other rows when those that are seen change; at once while somebody scrolls. */
  const draw = useCallback((atOnce: boolean) => {
    const from = Math.floor(at.current.top / known.current.rowHeight)
    const others = from !== at.current.from
    at.current.from = from
    if (!others) place()
    else if (atOnce) flushSync(() => setFirst(from))
    else setFirst(from)
  }, [place])

  const onScroll = useCallback(() => {
    const box = scroller.current
    if (!box) return
    const here = at.current
    here.top = topAfter(here.top, here.scroll, box.scrollTop, known.current.range)
    here.scroll = box.scrollTop
    draw(true)
    clearTimeout(here.rest)
    here.rest = window.setTimeout(() => settle(scroller.current, here, known.current.range), restAfter)
  }, [draw])

  const goTo = useCallback((top: number) => {
    const here = at.current
    here.top = Math.min(Math.max(0, top), lastTop(known.current.range))
    settle(scroller.current, here, known.current.range)
    draw(false)
  }, [draw])

  const show = useCallback((index: number) => {
    const { range: r, rowHeight: row } = known.current
    goTo(topToShow(index, row, at.current.top, r))
  }, [goTo])

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
  useLayoutEffect(() => goTo(at.current.top), [total, rowHeight, height, goTo])
  useEffect(() => () => clearTimeout(at.current.rest), [])

  const page = Math.max(1, Math.floor(height / rowHeight))
  const last = Math.min(total, first + page + 2)
  useEffect(() => {
    if (total > 0) want(first, Math.max(first, last - 1))
  }, [want, first, last, total, topKey])
  return {
    scroller, sheet, onScroll, show, page, height,
    from: Math.max(0, first - spare), to: Math.min(total, last + spare), anchor: anchorOf(first), scrollHeight: scrollHeight(range),
  }
}

const anchorOf = (row: number): number => row - (row % stretch)

/** Brings the scrollbar to where the rows stand; the rows do not move by it. */
function settle(box: HTMLDivElement | null, here: { top: number; scroll: number }, range: Range): void {
  if (!box) return
  const to = scrollFor(here.top, range)
  if (Math.abs(box.scrollTop - to) >= 1) box.scrollTop = to
  here.scroll = box.scrollTop
}
