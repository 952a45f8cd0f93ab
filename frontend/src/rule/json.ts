/** Between the rule document that Go reads and writes and the tree edited here. */
import { condition, emptyRule, group, newId, type Group, type Mode, type Params, type Pin, type Rule, type RuleNode } from './node'

type Raw = Record<string, unknown>

const modes: Mode[] = ['all', 'any', 'none']

/** Reads a rule document or one bare node. Throws on text that is no JSON. */
export function parseRule(text: string): Rule {
  const raw = JSON.parse(text.trim() === '' ? '{}' : text) as Raw
  if ('type' in raw || modes.some((m) => m in raw)) return { ...emptyRule(), include: includeLane(raw) }
  const empty = emptyRule()
  return {
    ...pins(raw),
    include: raw.include ? includeLane(raw.include as Raw) : empty.include,
    exclude: raw.exclude ? excludeLane(raw.exclude as Raw) : empty.exclude,
  }
}

/** The people chosen by hand, where there are any. */
function pins({ always, never }: { always?: unknown; never?: unknown }): Pick<Rule, 'always' | 'never'> {
  const some = (list: unknown) => Array.isArray(list) && list.length > 0
  return { ...(some(always) && { always: always as Pin[] }), ...(some(never) && { never: never as Pin[] }) }
}

/** Reads one node, such as the condition a chip of the traits pane stands for. */
export function parseNode(text: string): RuleNode {
  return node(JSON.parse(text) as Raw)
}

function node(raw: Raw): RuleNode {
  const { id, not, muted, ...rest } = raw
  const common = { id: (id as string) || newId(), ...(not ? { not: true } : {}), ...(muted ? { muted: true } : {}) }
  const mode = modes.find((m) => m in rest)
  if (!mode) return condition(rest as unknown as Params, common)
  return plainGroup(group(mode, ((rest[mode] as Raw[] | null) ?? []).map(node), common))
}

/** Says "not any of" as "none of" and back, which is how a marketer would. */
function plainGroup(g: Group): Group {
  if (!g.not || g.mode === 'all') return g
  return { ...g, not: undefined, mode: g.mode === 'any' ? 'none' : 'any' }
}

function includeLane(raw: Raw): Group {
  const top = node(raw)
  return top.kind === 'group' && !top.not && !top.muted ? top : group('all', [top])
}

/** The leave-out lane leaves out whoever matches any of it. */
function excludeLane(raw: Raw): Group {
  const top = node(raw)
  if (top.kind === 'condition' || top.not || top.muted || top.mode === 'none') return group('any', [top])
  if (top.mode === 'any') return top
  return top.kids.length > 1 ? group('any', [top]) : { ...top, mode: 'any' }
}

/** Writes the document for Go. Empty lanes are left away: they ask nothing. */
export function writeRule(rule: Rule): string {
  const out: Raw = { version: 1 }
  if (rule.include.kids.length > 0) out.include = raw(rule.include)
  if (rule.exclude.kids.length > 0) out.exclude = raw(rule.exclude)
  return JSON.stringify({ ...out, ...pins(rule) })
}

/** Writes one node. */
export function writeNode(n: RuleNode): string {
  return JSON.stringify(raw(n))
}

function raw(n: RuleNode): Raw {
  const head: Raw = { id: n.id }
  if (n.not) head.not = true
  if (n.muted) head.muted = true
  return n.kind === 'group' ? { ...head, [n.mode]: n.kids.map(raw) } : { ...head, ...n.params }
}

/** Whether two rules ask the same in the same order, whatever their nodes are called. */
export function sameRule(a: Rule, b: Rule): boolean {
  return a === b || nameless(a) === nameless(b)
}

function nameless(rule: Rule): string {
  return JSON.stringify([plain(rule.include), plain(rule.exclude), pins(rule)])
}

function plain(n: RuleNode): unknown {
  const flags = [n.not ?? false, n.muted ?? false]
  return n.kind === 'group' ? [n.mode, ...flags, n.kids.map(plain)] : [sorted(n.params), ...flags]
}

/** The keys in one order, since Go and the editors write them in their own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value as Raw).filter(([, v]) => v !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]))
}
