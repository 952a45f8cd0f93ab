import { GripVertical } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { t } from '../../../i18n/canvas'
import type { RuleNode } from '../../../rule'
import { duplicateNode, flip, groupNode, nudge, removeNode, switchOff } from '../state/actions'
import { copyNode, cutNode, pasteAfter } from '../state/clipboard'
import { hold } from '../state/dragging'
import { cancelLift, lift, liftKey } from '../state/lift'
import { nodeWords } from '../state/places'
import { choose, chosenWith, gripBeside, toggleChosen, useView } from '../state/view'

/** What a rule is dragged and moved by: its place for mouse and keyboard. */
export function Grip({ node, words }: { node: RuleNode; words: string }) {
  const lifted = useView((s) => s.lift?.id === node.id)
  return (
    <button
      type="button"
      className="grip"
      data-first
      aria-label={t.move(words)}
      aria-describedby="how-to-move"
      aria-pressed={lifted}
      onPointerDown={(e) => hold(e, { node, label: nodeWords(node) })}
      onKeyDown={(e) => onGripKey(e, node)}
      onBlur={() => lifted && cancelLift()}
    >
      <GripVertical size={14} aria-hidden />
    </button>
  )
}

function onGripKey(e: KeyboardEvent<HTMLElement>, node: RuleNode): void {
  if (liftKey(e.key) || onRuleKey(e, node)) {
    e.preventDefault()
    e.stopPropagation()
  }
}

const act = (run: () => unknown): true => (void run(), true)

/** Keys on a grip while nothing is lifted. True if the key did something. */
function onRuleKey(e: KeyboardEvent<HTMLElement>, node: RuleNode): boolean {
  const { id } = node
  if (e.altKey) return e.key.startsWith('Arrow') && act(() => nudge(id, e.key))
  if (e.ctrlKey || e.metaKey) return onControlKey(e.key.toLowerCase(), id)
  if (e.shiftKey && (e.key === 'ArrowDown' || e.key === 'ArrowUp')) return act(() => extend(id, e.key === 'ArrowDown' ? 1 : -1))
  switch (e.key) {
    case ' ':
      return act(() => lift(id))
    case 'Delete':
    case 'Backspace':
      return act(() => removeNode(id))
    case 'Enter':
      return act(() => firstToken(e.currentTarget))
    case 'Escape':
      return useView.getState().chosen.length > 0 && act(() => choose([]))
    case 'ArrowDown':
    case 'ArrowUp':
      return act(() => gripBeside(id, e.key === 'ArrowDown' ? 1 : -1)?.focus())
  }
  return onLetter(e.key.toLowerCase(), id)
}

function onControlKey(key: string, id: string): boolean {
  const does: Record<string, () => unknown> = {
    d: () => duplicateNode(id), c: () => copyNode(id), x: () => cutNode(id), v: () => pasteAfter(id), ' ': () => toggleChosen(id),
  }
  const run = does[key]
  return run !== undefined && act(run)
}

function onLetter(letter: string, id: string): boolean {
  const does: Record<string, () => unknown> = { n: () => flip(id), g: () => groupNode(id), m: () => switchOff(id) }
  const run = does[letter]
  return run !== undefined && act(run)
}

/** The choice grows to the row beside, as in lists of files. */
function extend(id: string, by: 1 | -1): void {
  const beside = gripBeside(id, by)
  const next = beside?.closest<HTMLElement>('[data-node]')?.dataset.node
  if (!beside || !next) return
  choose([...new Set([...chosenWith(id), next])])
  beside.focus()
}

function firstToken(grip: HTMLElement): void {
  grip.closest('[data-node]')?.querySelector<HTMLElement>('.token:not(.verb), .mode button')?.focus()
}
