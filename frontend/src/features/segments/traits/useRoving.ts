import { useRef, useState, type FocusEvent, type KeyboardEvent } from 'react'

/**
 * Makes a list of chips one stop of the Tab key: the arrows walk it, Home and End
 * go to its ends, and above the first is whatever comes before.
 */
export function useRoving(keys: string[], before: () => void) {
  const list = useRef<HTMLDivElement>(null)
  const [last, setLast] = useState('')
  const active = keys.includes(last) ? last : keys[0]
  const chips = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-trait]') ?? [])]
  const enter = (e: KeyboardEvent) => {
    e.preventDefault()
    chips()[0]?.focus()
  }
  const onKeyDown = (e: KeyboardEvent) => {
    const all = chips()
    const here = all.indexOf(document.activeElement as HTMLElement)
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[e.key]
    if (here < 0 || next === undefined) return
    e.preventDefault()
    if (next < 0) before()
    else all[Math.min(next, all.length - 1)]?.focus()
  }
  const onFocus = (e: FocusEvent) => {
    const key = (e.target as HTMLElement).dataset.trait
    if (key) setLast(key)
  }
  return { list, active, enter, onKeyDown, onFocus }
}
