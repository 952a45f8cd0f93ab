import type { KeyboardEvent } from 'react'
import { useComposer, useDocumentEdit } from './composerContext'
import { allBlocks } from './document'
import { duplicateBlock, nudgeBlock, removeBlock } from './edits'

/** What keys do to a block: Alt with up and down moves, Delete removes, Ctrl+D copies. */
export function useBlockKeys(): (event: KeyboardEvent, id: string) => void {
  const { remove, duplicate, nudge } = useBlockCommands()
  return (event, id) => {
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      nudge(id, event.key === 'ArrowUp' ? -1 : 1)
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      remove(id)
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd') {
      event.preventDefault()
      duplicate(id)
    }
  }
}

export function useBlockCommands() {
  const { store, select, announce } = useComposer()
  const edit = useDocumentEdit()
  const current = () => store.getState().draft.document
  return {
    nudge(id: string, direction: -1 | 1) {
      const before = current()
      edit(direction < 0 ? 'Moved a block up' : 'Moved a block down', (doc) => nudgeBlock(doc, id, direction))
      const place = allBlocks(current()).findIndex((block) => block.id === id) + 1
      announce(current() === before ? 'Already at the end' : `Moved to place ${place} of ${allBlocks(current()).length}`)
      focusBlock(id)
    },
    remove(id: string) {
      const order = allBlocks(current())
      const at = order.findIndex((block) => block.id === id)
      const neighbour = (order[at + 1] ?? order[at - 1])?.id
      edit('Removed a block', (doc) => removeBlock(doc, id))
      select(neighbour)
      announce('Removed')
      if (neighbour) focusBlock(neighbour)
    },
    duplicate(id: string) {
      const copy = duplicateBlock(current(), id)
      edit('Copied a block', () => copy.doc)
      select(copy.id)
      announce('Copied')
      focusBlock(copy.id)
    },
  }
}

/** Moves the focus to a block's hit box, which may only appear once the canvas is drawn anew. */
function focusBlock(id: string, tries = 20): void {
  if (document.activeElement?.closest('.outline')) return
  const box = document.querySelector<HTMLElement>(`[data-hit="${CSS.escape(id)}"]`)
  if (box) box.focus({ preventScroll: false })
  else if (tries > 0) setTimeout(() => focusBlock(id, tries - 1), 30)
}
