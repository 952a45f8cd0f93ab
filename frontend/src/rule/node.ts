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

/** A length of time. */
export interface Length {
  n: number
  unit: Unit
}

/** What a value must be. Numbers are decimal texts, so that money stays exact. */
export interface Comparison {
  op?: string
  values?: string[]
  text?: string
  value?: string
  to?: string
  /** How many items a list must have. */
  count?: Count
  window?: Window
}

/** A condition on an event's own property, or a group of them: then one of all, any and none is set. */
export interface Filter extends Comparison {
  property?: string
  not?: boolean
  all?: Filter[]
  any?: Filter[]
  none?: Filter[]
}

/** One step of a sequence; within counts from the step before. */
export interface Step {
  event: string
  where?: Filter[]
  within?: Length
  not?: boolean
}

/** Every kind of condition there is, by its "type" in the document. */
export const kinds = [
  'everyone', 'field', 'event', 'nth', 'regular', 'lapsed', 'measure', 'recency', 'messages', 'sequence', 'habit', 'rank', 'segment',
  'history', 'consent', 'suppressed', 'health', 'split',
] as const

export type Kind = (typeof kinds)[number]

/** What a condition asks. Only the keys of its type are set; backend/rule says what each means. */
export interface Params extends Comparison {
  type: Kind
  /** field, rank */
  field?: string
  part?: string
  other?: string
  /** event, nth, regular, lapsed, measure, recency, habit, rank */
  event?: string
  where?: Filter[]
  /** nth */
  has?: Filter[]
  /** regular */
  of?: number
  /** regular: day, week or month; rank: people or percent */
  unit?: string
  /** lapsed */
  used?: Window
  lately?: Window
  /** measure, rank */
  measure?: string
  property?: string
  /** recency, sequence */
  which?: string
  /** nth, messages, rank */
  n?: number
  /** messages */
  action?: string
  machines?: boolean
  /** sequence */
  steps?: Step[]
  same?: string
  /** habit: the usual value; health: what is looked at */
  is?: Filter | string
  min?: number
  /** rank */
  end?: string
  among?: number[]
  /** segment, history */
  segments?: number[]
  change?: string
  /** consent */
  purpose?: string
  state?: string
  basis?: string[]
  /** suppressed */
  reasons?: string[]
  /** health */
  bounce?: string
  /** split */
  name?: string
  from?: string
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

/** A person put into a segment, or kept out of it, by hand. */
export interface Pin {
  contact: number
  reason?: string
}

/** A whole rule. Both lanes are always there; an empty one asks nothing. */
export interface Rule {
  include: Group
  exclude: Group
  always?: Pin[]
  never?: Pin[]
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
