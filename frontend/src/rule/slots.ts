/** Where a rule may go: the places that dragging and the keyboard share. */
import { fits, insert, move, type Slot } from './edit'
import { find, holds } from './find'
import { sameRule } from './json'
import type { Group, Rule, RuleNode } from './node'

/** Whether two slots are the same place. */
export function sameSlot(a: Slot | undefined, b: Slot | undefined): boolean {
  if (!a || !b) return a === b
  if ('onto' in a) return 'onto' in b && a.onto === b.onto
  return 'parent' in b && a.parent === b.parent && a.index === b.index
}

/** Where a node stands now. */
export function slotOf(rule: Rule, id: string): Slot | undefined {
  const at = find(rule, id)
  return at?.parent && { parent: at.parent.id, index: at.index }
}

/**
 * Every legal place for a node in reading order: each gap, and onto each
 * condition. For a node that is in the rule, its own place is among them once
 * and no other place that would change nothing.
 */
export function slots(rule: Rule, node: RuleNode): Slot[] {
  const home = slotOf(rule, node.id)
  return everySlot(rule, node).filter((s) => sameSlot(s, home) || legal(rule, node, s))
}

/** Whether a drop there is possible and changes the rule. */
export function legal(rule: Rule, node: RuleNode, slot: Slot): boolean {
  const inside = find(rule, node.id)
  if (!inside) return fits(rule, node, slot)
  return !sameRule(move(rule, node.id, slot), rule)
}

function everySlot(rule: Rule, node: RuleNode): Slot[] {
  const out: Slot[] = []
  const go = (g: Group) => {
    g.kids.forEach((kid, index) => {
      out.push({ parent: g.id, index })
      if (holds(node, kid.id)) return
      if (kid.kind === 'group') go(kid)
      else out.push({ onto: kid.id })
    })
    out.push({ parent: g.id, index: g.kids.length })
  }
  go(rule.include)
  go(rule.exclude)
  return out
}

/** The rule after a drop, whether the node is new or moves. */
export function dropped(rule: Rule, node: RuleNode, slot: Slot): Rule {
  return find(rule, node.id) ? move(rule, node.id, slot) : insert(rule, node, slot)
}
