import { GripVertical } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import type { RuleNode } from '../../../rule'
import { duplicateNode, flip, groupNode, nudge, removeNode } from '../state/actions'
import { hold } from '../state/dragging'
import { cancelLift, lift, liftKey } from '../state/lift'
import { nodeWords } from '../state/places'
import { useView } from '../state/view'

/** What a rule is dragged and moved by: its place for mouse and keyboard. */
export function Grip({ node, words }: { node: RuleNode; words: string }) {
  const lifted = useView((s) => s.lift?.id === node.id)
  return (
    <button
      type="button"
      className="grip"
      data-first
      aria-label={`Move: ${words}`}
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
  if (liftKey(e.key) || onRuleKey(e, node) || (e.key === ' ' && take(node.id))) {
    e.preventDefault()
    e.stopPropagation()
  }
}

function take(id: string): boolean {
  lift(id)
  return true
}

/** Keys on a grip while nothing is lifted. True if the key did something. */
function onRuleKey(e: KeyboardEvent<HTMLElement>, node: RuleNode): boolean {
  const { id } = node
  const control = e.ctrlKey || e.metaKey
  const act = (run: () => void) => (run(), true)
  if (e.altKey) return e.key.startsWith('Arrow') && act(() => nudge(id, e.key))
  if (e.key === 'Delete' || e.key === 'Backspace') return act(() => removeNode(id))
  if (e.key === 'Enter') return act(() => firstToken(e.currentTarget))
  const letter = e.key.toLowerCase()
  if (letter === 'd' && control) return act(() => duplicateNode(id))
  if (control) return false
  if (letter === 'n' && node.kind === 'condition') return act(() => flip(id))
  return letter === 'g' && act(() => groupNode(id))
}

function firstToken(grip: HTMLElement): void {
  grip.closest('[data-node]')?.querySelector<HTMLElement>('.token:not(.verb), .mode button')?.focus()
}
