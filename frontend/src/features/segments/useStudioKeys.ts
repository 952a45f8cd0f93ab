import { useEffect } from 'react'
import { redo, undo } from './state/drafts'
import { saveAndStay } from './state/saving'

/** Keys of the whole studio: undo, redo, save, rename, next pane. */
export function useStudioKeys(fail: (sentence: string) => void): void {
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      const run = actionFor(e, fail)
      if (!run) return
      e.preventDefault()
      run()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [fail])
}

function actionFor(e: KeyboardEvent, fail: (sentence: string) => void): (() => void) | undefined {
  const key = e.key.toLowerCase()
  if (key === 'f6') return () => nextPane(e.shiftKey ? -1 : 1)
  if (key === 'f2') return () => document.querySelector<HTMLElement>('[data-action="rename"]')?.focus()
  if (!(e.ctrlKey || e.metaKey)) return undefined
  if (key === 's') return () => void saveAndStay(fail)
  const typing = (e.target as HTMLElement).closest?.('input, textarea')
  if (typing) return undefined
  if (key === 'z') return e.shiftKey ? redo : undo
  return key === 'y' ? redo : undefined
}

/** Goes to the first thing of the next pane. */
function nextPane(by: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')]
  const here = panes.findIndex((p) => p.contains(document.activeElement))
  const next = panes[(here + by + panes.length) % panes.length]
  const first = next?.querySelector<HTMLElement>('.traits-search input, .grip, .segmented button')
  ;(first ?? next)?.focus()
}
