import { useEffect } from 'react'
import { redo, undo } from './state/drafts'
import { saveAndStay } from './state/saving'

/** Keys of the whole studio: undo, redo, save, rename. */
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
  if (key === 'f2') return () => document.querySelector<HTMLElement>('[data-action="rename"]')?.focus()
  if (!(e.ctrlKey || e.metaKey)) return undefined
  if (key === 's') return () => void saveAndStay(fail)
  const typing = (e.target as HTMLElement).closest?.('input, textarea')
  if (typing) return undefined
  if (key === 'z') return e.shiftKey ? redo : undo
  return key === 'y' ? redo : undefined
}
