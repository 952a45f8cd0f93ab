/**
 * The vocabulary of a segment's rule as the interface edits it. A rule has two
 * lanes, people to include and people to leave out; each is a group that holds
 * conditions and groups. What a rule means is decided in Go, never here.
 */

/** How a group joins what is in it. */
export type Mode = 'all' | 'any' | 'none'

/** How often something happened. */
export interface Count {
  op: 'at_least' | 'at_most' | 'exactly' | 'between'
  n: number
  to?: number
}

export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

/** A stretch of time; no window at all means ever. */
export type Window =
  | { kind: 'last' | 'next' | 'more_than_ago'; n: number; unit: Unit }
  | { kind: 'between_ago'; n: number; to: number; unit: Unit }
  | { kind: 'calendar'; name: string }
  | { kind: 'dates'; from: string; to: string }
  | { kind: 'before' | 'after'; from: string }

/** What a value must be. Numbers are decimal texts, so that money stays exact. */
export interface Comparison {
  op?: string
  values?: string[]
  text?: string
  value?: string
  to?: string
  window?: Window
}

/** A condition on an event's own property. */
export interface Filter extends Comparison {
  property: string
  not?: boolean
}

/** What a condition asks. Only the keys of its type are set. */
export interface Params extends Comparison {
  type: 'everyone' | 'field' | 'event' | 'measure' | 'recency' | 'messages' | 'segment'
  field?: string
  event?: string
  count?: Count
  where?: Filter[]
  measure?: string
  property?: string
  which?: string
  n?: number
  action?: string
  segments?: number[]
}

interface Common {
  id: string
  not?: boolean
  muted?: boolean
}

/** One condition: a row of the studio. */
export interface Condition extends Common {
  kind: 'condition'
  params: Params
}

/** Conditions and groups that belong together. */
export interface Group extends Common {
  kind: 'group'
  mode: Mode
  kids: RuleNode[]
}

export type RuleNode = Condition | Group

/** A whole rule. Both lanes are always there; an empty one asks nothing. */
export interface Rule {
  include: Group
  exclude: Group
}

export type Lane = 'include' | 'exclude'

/** Groups inside groups, the lane counted: more cannot be read any more. */
export const maxDepth = 4

/** A name for a node that no other node has. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6))
  return 'n' + Array.from(bytes, (b) => b.toString(36).padStart(2, '0')).join('')
}

/** A new condition that asks what params say. */
export function condition(params: Params, more: Partial<Common> = {}): Condition {
  return { kind: 'condition', id: newId(), params, ...more }
}

/** A new group. */
export function group(mode: Mode, kids: RuleNode[] = [], more: Partial<Common> = {}): Group {
  return { kind: 'group', id: newId(), mode, kids, ...more }
}

/** A rule that asks nothing yet. */
export function emptyRule(): Rule {
  return { include: group('all'), exclude: group('any') }
}

/** The same node under new names, for duplicates. */
export function renamed<T extends RuleNode>(node: T): T {
  const copy = structuredClone(node)
  const rename = (n: RuleNode) => {
    n.id = newId()
    if (n.kind === 'group') n.kids.forEach(rename)
  }
  rename(copy)
  return copy
}
