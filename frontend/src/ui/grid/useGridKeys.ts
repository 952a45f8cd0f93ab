import { useCallback, useEffect, useRef, type KeyboardEvent, type MouseEvent, type RefObject } from 'react'
import { everybody, nobody, only, toggled, withRows } from './selection'
import type { GridProps } from './types'
import type { Viewport } from './useViewport'

/** Moving through the rows and choosing them, by keys and by the mouse. */
export function useGridKeys<R>(props: GridProps<R>, view: Viewport, base: RefObject<HTMLDivElement | null>) {
  const latest = useRef({ props, view })
  useEffect(() => {
    latest.current = { props, view }
  })
  /** The row that a stretch of chosen rows begins at. */
  const anchor = useRef(0)
  const pointed = useRef(-1)

  const go = useCallback((index: number) => {
    const { props: p, view: v } = latest.current
    if (p.total === 0) return
    const to = Math.max(0, Math.min(p.total - 1, index))
    p.onActive(to)
    v.show(to)
    return to
  }, [])

  const choose = useCallback((index: number, how: 'only' | 'toggle') => {
    const { props: p } = latest.current
    const row = p.row(index)
    if (row === undefined) return
    anchor.current = index
    p.onSelection(how === 'only' ? only(p.idOf(row)) : toggled(p.selection, p.idOf(row)))
  }, [])

  const stretchTo = useCallback(async (index: number) => {
    const { props: p } = latest.current
    const ids = await idsBetween(p, Math.min(anchor.current, index), Math.max(anchor.current, index) + 1)
    if (ids) latest.current.props.onSelection(withRows(nobody, ids, true))
  }, [])

  const onPress = useCallback((index: number, e: MouseEvent) => {
    pointed.current = index
    if (e.button !== 0) {
      const { props: p } = latest.current
      const row = p.row(index)
      p.onActive(index)
      if (row !== undefined && p.selection.ids.size === 0 && !p.selection.all) anchor.current = index
      return
    }
    base.current?.focus({ preventScroll: true })
    latest.current.props.onActive(index)
    if (e.shiftKey) {
      e.preventDefault()
      void stretchTo(index)
    } else choose(index, e.ctrlKey || e.metaKey ? 'toggle' : 'only')
  }, [base, choose, stretchTo])

  const onBox = useCallback((index: number, e: MouseEvent) => {
    if (e.button !== 0 || e.shiftKey) return
    e.stopPropagation()
    base.current?.focus({ preventScroll: true })
    latest.current.props.onActive(index)
    choose(index, 'toggle')
  }, [base, choose])

  const onKeyDown = (e: KeyboardEvent) => {
    if (e.target !== base.current) return
    const { active } = props
    const steps: Record<string, number> = {
      ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + view.page, PageUp: active - view.page, Home: 0, End: props.total - 1,
    }
    const step = steps[e.key]
    if (step !== undefined && !e.altKey) {
      e.preventDefault()
      const to = go(step)
      if (e.shiftKey && to !== undefined) void stretchTo(to)
      else if (!e.ctrlKey && to !== undefined) anchor.current = to
      return
    }
    if (act(e, props, choose)) e.preventDefault()
  }
  /** The row a menu is for: where the mouse is, else the one with the focus. */
  const menuAt = () => {
    const at = pointed.current >= 0 ? pointed.current : latest.current.props.active
    pointed.current = -1
    return at
  }
  return { onKeyDown, onPress, onBox, menuAt }
}

/** What keys do with the row that has the focus. True if it was one of them. */
function act<R>(e: KeyboardEvent, p: GridProps<R>, choose: (index: number, how: 'only' | 'toggle') => void): boolean {
  const row = p.row(p.active)
  const control = e.ctrlKey || e.metaKey
  if (control && e.key.toLowerCase() === 'a') p.onSelection(everybody)
  else if (e.key === 'Escape' && (p.selection.all || p.selection.ids.size > 0)) p.onSelection(nobody)
  else if (row === undefined || e.altKey) return false
  else if (e.key === 'Enter') p.onOpen(row)
  else if (e.key === ' ' && (control || e.shiftKey)) choose(p.active, 'toggle')
  else if (e.key === ' ') p.onPeek(row)
  else return false
  return true
}

/** The ids of a stretch of rows: those that are there are not asked for. */
async function idsBetween<R>(p: GridProps<R>, from: number, to: number): Promise<number[] | undefined> {
  const ids: number[] = []
  for (let i = from; i < to; i++) {
    const row = p.row(i)
    if (row === undefined) return p.span(from, to)
    ids.push(p.idOf(row))
  }
  return ids
}
