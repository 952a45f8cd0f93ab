/** When nobody is left: the rule that removed the last people, and small changes that bring some back. */
import { t } from '../../../i18n/canvas'
import type { NodeCount } from '../../../bridge/client'
import { flipMuted, setParams, type Condition, type Rule, type RuleNode } from '../../../rule'

export interface Loosened {
  label: string
  rule: Rule
}

/** The child of the include lane after which nobody was left. */
export function emptiedBy(rule: Rule, nodes: Map<string, NodeCount>): RuleNode | undefined {
  const last = (n: NodeCount | undefined) => n !== undefined && n.left === 0 && n.before > 0
  return rule.include.kids.find((kid) => !kid.muted && last(nodes.get(kid.id)))
}

/** Looser versions of a rule, the smallest change first, switching it off last. */
export function loosened(rule: Rule, node: RuleNode): Loosened[] {
  const out = node.kind === 'condition' ? softer(rule, node) : []
  return [...out, { label: t.switchThisOff, rule: flipMuted(rule, node.id) }]
}

function softer(rule: Rule, { id, params, not }: Condition): Loosened[] {
  const out: Loosened[] = []
  const { count, window } = params
  if (not) return out
  if (count?.op === 'at_least')
    for (let n = count.n - 1; n >= Math.max(1, count.n - 3); n--)
      out.push({ label: t.atLeastInstead(n, count.n), rule: setParams(rule, id, { count: { op: 'at_least', n } }) })
  if (window?.kind === 'last')
    for (const times of [2, 4])
      out.push({ label: t.lastInstead(window.n * times, window.unit, window.n), rule: setParams(rule, id, { window: { ...window, n: window.n * times } }) })
  if (window?.kind === 'more_than_ago' && window.n > 1) {
    const n = Math.floor(window.n / 2)
    out.push({ label: t.agoInstead(n, window.unit, window.n), rule: setParams(rule, id, { window: { ...window, n } }) })
  }
  return out
}
