/** Places of the rule in words, for the bar while lifting and for screen readers. */
import { find, pairMode, type RuleNode, type Rule, type Slot } from '../../../rule'
import { useAnswer } from './answer'
import { t } from '../../../i18n/canvas'
import { useTraits } from '../../../clause/traits'

/** A node in words: Go's clause, or the trait's label until Go has answered. */
export function nodeWords(node: RuleNode): string {
  if (node.kind === 'group') return t.groupOf(node.kids.length)
  const clause = useAnswer.getState().clauses.get(node.id)
  return clause?.text ?? freshLabel(node)
}

/** The label of the trait that a fresh condition came from. */
export function freshLabel(node: RuleNode): string {
  if (node.kind === 'group') return ''
  const { field, event, type, segments } = node.params
  const traits = useTraits.getState().byKey
  const keys = [`field:${field}`, `${type}:${event}`, `segment:${segments?.[0]}`, type]
  return keys.map((k) => traits.get(k)?.label).find(Boolean) ?? t.newRule
}

export function describeSlot(rule: Rule, slot: Slot): string {
  if ('onto' in slot) {
    const at = find(rule, slot.onto)
    return at ? t.groupWith(nodeWords(at.node)) : ''
  }
  const at = find(rule, slot.parent)
  if (at?.node.kind !== 'group') return ''
  const after = at.node.kids[slot.index - 1]
  const room = at.parent ? t.innerGroup : at.lane === 'include' ? t.include : t.leaveOut
  return t.place(room, slot.index + 1, after ? nodeWords(after) : '')
}

/** What dropping onto a rule would make. */
export function groupHint(rule: Rule, onto: string): string {
  const parent = find(rule, onto)?.parent
  if (!parent) return ''
  return pairMode(parent.mode) === 'any' ? t.groupEither : t.groupBoth
}
