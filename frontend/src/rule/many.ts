/** Edits of several nodes at once, each one step. */
import { duplicate, fits, flipMuted, flipNot, gather, insert, move, pairMode, remove, type Slot } from './edit'
import { find, holds, walk, type Spot } from './find'
import { group, type Rule, type RuleNode } from './node'
import { slotOf } from './slots'

/** The nodes among ids that can be moved, in reading order, without those inside another one of them. */
export function topmost(rule: Rule, ids: string[]): RuleNode[] {
  const chosen = [...walk(rule)].filter(({ node, parent }) => parent && ids.includes(node.id)).map(({ node }) => node)
  return chosen.filter((node) => !chosen.some((other) => other !== node && holds(other, node.id)))
}

/** Moves the first into a slot and the others after it. What does not fit stays where it is. */
export function moveMany(rule: Rule, ids: string[], slot: Slot): Rule {
  const [first, ...others] = topmost(rule, ids)
  if (!first) return rule
  return others.reduce(
    ({ rule: so, last }, node) => {
      const at = find(so, last)
      const next = at?.parent ? move(so, node.id, { parent: at.parent.id, index: at.index + 1 }) : so
      return { rule: next, last: next === so && !follows(so, last, node.id) ? last : node.id }
    },
    { rule: move(rule, first.id, slot), last: first.id },
  ).rule
}

/** Puts new nodes into a slot, one after the other. What does not fit is left away. */
export function insertMany(rule: Rule, nodes: RuleNode[], slot: Slot): Rule {
  let so = rule
  let next = slot
  for (const node of nodes) {
    so = insert(so, node, next)
    const at = find(so, node.id)
    if (at?.parent) next = { parent: at.parent.id, index: at.index + 1 }
  }
  return so
}

/** Switches off everything beside a node and the groups around it, so that it is counted alone. */
export function solo(rule: Rule, id: string): Rule {
  const at = find(rule, id)
  if (!at?.parent) return rule
  const beside = ({ node, parent, lane }: Spot) => {
    if (!parent || holds(node, id)) return false
    return lane === at.lane ? parent.id !== id && holds(parent, id) : parent.id === rule[lane].id
  }
  const change = [...walk(rule)].filter((spot) => (beside(spot) ? !spot.node.muted : spot.node.muted && holds(spot.node, id)))
  return change.reduce((so, { node }) => flipMuted(so, node.id), rule)
}

/** Whether a node stands right after another one. */
function follows(rule: Rule, first: string, second: string): boolean {
  const at = find(rule, first)
  return at?.parent?.kids[at.index + 1]?.id === second
}

export function removeMany(rule: Rule, ids: string[]): Rule {
  return topmost(rule, ids).reduce((so, node) => remove(so, node.id), rule)
}

/** Puts a copy after each. */
export function duplicateMany(rule: Rule, ids: string[]): Rule {
  return topmost(rule, ids).reduce((so, node) => duplicate(so, node.id).rule, rule)
}

/** Turns each into its opposite. */
export function flipMany(rule: Rule, ids: string[]): Rule {
  return topmost(rule, ids).reduce((so, node) => flipNot(so, node.id), rule)
}

/** Switches all off, or all on where none is on. */
export function muteMany(rule: Rule, ids: string[]): Rule {
  const nodes = topmost(rule, ids)
  const off = nodes.some((node) => !node.muted)
  return nodes.filter((node) => Boolean(node.muted) !== off).reduce((so, node) => flipMuted(so, node.id), rule)
}

/** Puts all into one group where the first of them is. */
export function groupMany(rule: Rule, ids: string[]): Rule {
  const nodes = topmost(rule, ids)
  const first = nodes[0]
  const parent = first && find(rule, first.id)?.parent
  if (!first || !parent || nodes.length < 2) return rule
  const made = group(pairMode(parent.mode), nodes)
  const slot = slotOf(rule, first.id)
  return slot && fits(rule, made, slot) ? gather(rule, nodes, made) : rule
}
