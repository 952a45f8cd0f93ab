/** Looking around in a rule. */
import type { Condition, Group, Lane, Rule, RuleNode } from './node'

/** A node with the group it is in (none for a lane) and its number there. */
export interface Spot {
  node: RuleNode
  parent?: Group
  index: number
  lane: Lane
  depth: number
}

/** Every node of a rule in reading order, lanes included. */
export function* walk(rule: Rule): Generator<Spot> {
  yield* walkNode({ node: rule.include, index: 0, lane: 'include', depth: 1 })
  yield* walkNode({ node: rule.exclude, index: 0, lane: 'exclude', depth: 1 })
}

function* walkNode(spot: Spot): Generator<Spot> {
  yield spot
  if (spot.node.kind === 'condition') return
  for (const [index, kid] of spot.node.kids.entries())
    yield* walkNode({ node: kid, parent: spot.node, index, lane: spot.lane, depth: spot.depth + 1 })
}

/** The node with this id, if the rule has one. */
export function find(rule: Rule, id: string): Spot | undefined {
  for (const spot of walk(rule)) if (spot.node.id === id) return spot
  return undefined
}

/** Every condition in reading order, as Go lists its clauses. */
export function conditions(rule: Rule): Condition[] {
  return [...walk(rule)].flatMap(({ node }) => (node.kind === 'condition' ? [node] : []))
}

/** Whether a node is, or holds, the node with this id. */
export function holds(node: RuleNode, id: string): boolean {
  return node.id === id || (node.kind === 'group' && node.kids.some((kid) => holds(kid, id)))
}

/** How many groups a node stacks: 0 for a condition. */
export function height(node: RuleNode): number {
  return node.kind === 'condition' ? 0 : 1 + Math.max(0, ...node.kids.map(height))
}
