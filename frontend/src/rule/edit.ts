/**
 * Every edit of a rule is a pure function from a rule to a new one; the input is
 * never changed. An edit that cannot be made gives back the rule it was given.
 */
import { find, height, holds, type Spot } from './find'
import { group, maxDepth, renamed, type Group, type Mode, type Params, type Rule, type RuleNode } from './node'

/** A place to land: a gap of a group, or onto a condition to make a group with it. */
export type Slot = { parent: string; index: number } | { onto: string }

/** What a group that two rules form inside a group of this mode means. */
export function pairMode(parent: Mode): Mode {
  return parent === 'all' ? 'any' : 'all'
}

function mapGroups(rule: Rule, change: (g: Group) => Group): Rule {
  const go = (g: Group): Group => change({ ...g, kids: g.kids.map((kid) => (kid.kind === 'group' ? go(kid) : kid)) })
  return { ...rule, include: go(rule.include), exclude: go(rule.exclude) }
}

function mapNode(rule: Rule, id: string, change: (n: RuleNode) => RuleNode[]): Rule {
  return mapGroups(rule, (g) => ({ ...g, kids: g.kids.flatMap((kid) => (kid.id === id ? change(kid) : [kid])) }))
}

/** Takes away groups that hold nothing and puts a lone child in its group's place. */
function tidy(rule: Rule): Rule {
  return mapGroups(rule, (g) => ({ ...g, kids: g.kids.flatMap(dissolve) }))
}

function dissolve(node: RuleNode): RuleNode[] {
  if (node.kind === 'condition' || node.kids.length > 1) return [node]
  const kid = node.kids[0]
  if (!kid) return []
  const flips = (node.mode === 'none') !== Boolean(node.not)
  return [{ ...kid, not: flips ? !kid.not : kid.not, muted: node.muted || kid.muted }]
}

function place(rule: Rule, node: RuleNode, slot: Slot): Rule {
  if ('parent' in slot)
    return mapGroups(rule, (g) => (g.id === slot.parent ? { ...g, kids: g.kids.toSpliced(slot.index, 0, node) } : g))
  return mapGroups(rule, (g) => ({
    ...g,
    kids: g.kids.map((kid) => (kid.id === slot.onto ? group(pairMode(g.mode), [kid, node]) : kid)),
  }))
}

/** The depth that a node's top would have in a slot; undefined if there is no such slot. */
function depthAt(rule: Rule, slot: Slot): number | undefined {
  const at = find(rule, 'parent' in slot ? slot.parent : slot.onto)
  if (!at || ('parent' in slot) !== (at.node.kind === 'group')) return undefined
  return at.depth + 1
}

/** Whether a node fits into a slot without stacking groups too deep. */
export function fits(rule: Rule, node: RuleNode, slot: Slot): boolean {
  const depth = depthAt(rule, slot)
  if (depth === undefined) return false
  const pair = 'onto' in slot ? 1 : 0
  return depth - 1 + pair + height(node) <= maxDepth
}

/** Whether nothing but the depth of groups keeps a node out of a slot. */
export function tooDeep(rule: Rule, node: RuleNode, slot: Slot): boolean {
  return depthAt(rule, slot) !== undefined && !fits(rule, node, slot)
}

/** Puts a new node into a slot. */
export function insert(rule: Rule, node: RuleNode, slot: Slot): Rule {
  return fits(rule, node, slot) ? place(rule, node, slot) : rule
}

/** Moves a node into a slot. It cannot land inside itself. */
export function move(rule: Rule, id: string, slot: Slot): Rule {
  const at = find(rule, id)
  if (!at?.parent || holds(at.node, 'parent' in slot ? slot.parent : slot.onto)) return rule
  const sibling = 'parent' in slot && slot.parent === at.parent.id
  if (!sibling && !fits(rule, at.node, slot)) return rule
  const target = sibling && slot.index > at.index ? { parent: slot.parent, index: slot.index - 1 } : slot
  return tidy(place(cut(rule, id), at.node, target))
}

function cut(rule: Rule, id: string): Rule {
  return mapNode(rule, id, () => [])
}

/** Takes a node out of the rule. */
export function remove(rule: Rule, id: string): Rule {
  return find(rule, id)?.parent ? tidy(cut(rule, id)) : rule
}

/** Puts a copy after a node. The copy's id comes back with the rule. */
export function duplicate(rule: Rule, id: string): { rule: Rule; id: string } {
  const at = find(rule, id)
  if (!at?.parent) return { rule, id }
  const copy = renamed(at.node)
  return { rule: place(rule, copy, { parent: at.parent.id, index: at.index + 1 }), id: copy.id }
}

/** Makes a group of a node and its neighbour, the next one if there is one. */
export function groupWithNeighbour(rule: Rule, id: string): Rule {
  const at = find(rule, id)
  const next = at?.parent?.kids[at.index + 1]
  const neighbour = next ?? at?.parent?.kids[(at?.index ?? 0) - 1]
  if (!at || !neighbour) return rule
  if (neighbour.kind === 'group')
    return move(rule, id, { parent: neighbour.id, index: next ? 0 : neighbour.kids.length })
  if (!next) return move(rule, id, { onto: neighbour.id })
  const pair: Slot = { onto: id }
  return at.node.kind === 'condition' ? move(rule, next.id, pair) : move(rule, id, { onto: next.id })
}

/** Puts a group made of some nodes in the place of the first of them. */
export function gather(rule: Rule, nodes: RuleNode[], made: Group): Rule {
  const taken = new Set(nodes.map((node) => node.id))
  const place = (kid: RuleNode) => (kid.id === nodes[0]?.id ? [made] : taken.has(kid.id) ? [] : [kid])
  return tidy(mapGroups(rule, (g) => ({ ...g, kids: g.kids.flatMap(place) })))
}

/** Puts a group's children in its place. */
export function ungroup(rule: Rule, id: string): Rule {
  const at = find(rule, id)
  return at?.parent && at.node.kind === 'group' ? tidy(mapNode(rule, id, (n) => (n as Group).kids)) : rule
}

/** Moves a node one place up or down among its siblings. */
export function shift(rule: Rule, id: string, by: 1 | -1): Rule {
  const at = find(rule, id)
  if (!at?.parent || at.index + by < 0 || at.index + by >= at.parent.kids.length) return rule
  return move(rule, id, { parent: at.parent.id, index: by > 0 ? at.index + 2 : at.index - 1 })
}

/** Moves a node into the group above it, or makes one with the condition above it. */
export function nest(rule: Rule, id: string): Rule {
  const above = neighbourAbove(find(rule, id))
  if (!above) return rule
  return move(rule, id, above.kind === 'group' ? { parent: above.id, index: above.kids.length } : { onto: above.id })
}

function neighbourAbove(at: Spot | undefined): RuleNode | undefined {
  return at?.parent?.kids[at.index - 1]
}

/** Moves a node out of its group, to just below it. */
export function liftOut(rule: Rule, id: string): Rule {
  const parent = find(rule, id)?.parent
  const outer = parent && find(rule, parent.id)
  return outer?.parent ? move(rule, id, { parent: outer.parent.id, index: outer.index + 1 }) : rule
}

/** Sets how a group joins what is in it. */
export function setMode(rule: Rule, id: string, mode: Mode): Rule {
  return mapGroups(rule, (g) => (g.id === id && g.mode !== mode ? { ...g, mode } : g))
}

/** Turns a node into its opposite and back. */
export function flipNot(rule: Rule, id: string): Rule {
  return mapNode(rule, id, (n) => [{ ...n, not: !n.not }])
}

/** Switches a node off without removing it, or on again. */
export function flipMuted(rule: Rule, id: string): Rule {
  return mapNode(rule, id, (n) => [{ ...n, muted: !n.muted }])
}

/** Changes what a condition asks. A key set to undefined goes. */
export function setParams(rule: Rule, id: string, change: Partial<Params>): Rule {
  return mapNode(rule, id, (n) => [n.kind === 'condition' ? { ...n, params: without({ ...n.params, ...change }) } : n])
}

function without(params: Params): Params {
  return Object.fromEntries(Object.entries(params).filter(([, v]) => v !== undefined)) as unknown as Params
}
