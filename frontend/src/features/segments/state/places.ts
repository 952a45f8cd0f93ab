/** Places of the rule in words, for the bar while lifting and for screen readers. */
import { find, pairMode, type RuleNode, type Rule, type Slot } from '../../../rule'
import { useAnswer } from './answer'
import { useTraits } from '../../../clause/traits'

/** A node in words: Go's clause, or the trait's label until Go has answered. */
export function nodeWords(node: RuleNode): string {
  if (node.kind === 'group') return `group of ${node.kids.length} rules`
  const clause = useAnswer.getState().clauses.get(node.id)
  return clause?.text ?? freshLabel(node)
}

/** The label of the trait that a fresh condition came from. */
export function freshLabel(node: RuleNode): string {
  if (node.kind === 'group') return ''
  const { field, event, type, segments } = node.params
  const traits = useTraits.getState().byKey
  const keys = [`field:${field}`, `${type}:${event}`, `segment:${segments?.[0]}`, type]
  return keys.map((k) => traits.get(k)?.label).find(Boolean) ?? 'New rule'
}

export function describeSlot(rule: Rule, slot: Slot): string {
  if ('onto' in slot) {
    const at = find(rule, slot.onto)
    return at ? `Make a group with: ${nodeWords(at.node)}` : ''
  }
  const at = find(rule, slot.parent)
  if (at?.node.kind !== 'group') return ''
  const after = at.node.kids[slot.index - 1]
  const room = at.parent ? 'Inner group' : at.lane === 'include' ? 'Include' : 'Leave out'
  return `${room}, place ${slot.index + 1}${after ? `, after ${nodeWords(after)}` : ', first'}`
}

/** What dropping onto a rule would make. */
export function groupHint(rule: Rule, onto: string): string {
  const parent = find(rule, onto)?.parent
  if (!parent) return ''
  return pairMode(parent.mode) === 'any' ? 'Group as “either matches”' : 'Group as “both match”'
}
