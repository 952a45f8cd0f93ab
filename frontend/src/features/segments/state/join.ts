import { t } from '../../../i18n/editors'
import { condition, find, insert, type Rule, type Slot } from '../../../rule'
import type { Companion } from '../../../clause/editors'
import { currentDraft, editRule } from './drafts'
import { focusNode } from './view'

/**
 * Puts a second rule beside one: "and" narrows, "or" widens. The two become a
 * group of their own where the rules around them are joined in another way.
 */
export function join(id: string, { params, not, how }: Companion): void {
  const slot = placeBeside(currentDraft().rule, id, how)
  if (!slot) return
  editRule({ label: t.addedRule }, (r) => insert(r, condition(params, not ? { not } : {}), slot))
  focusNode(id)
}

/** Where a second rule stands so that it goes with the first as it should. */
export function placeBeside(rule: Rule, id: string, how: Companion['how']): Slot | undefined {
  const at = find(rule, id)
  if (!at?.parent) return undefined
  const joined = at.parent.mode === 'all' ? 'and' : 'or'
  return joined === how ? { parent: at.parent.id, index: at.index + 1 } : { onto: id }
}
