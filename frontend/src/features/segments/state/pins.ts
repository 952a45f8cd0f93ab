/** People put into the draft's segment, or kept out of it, by hand. */
import { t } from '../../../i18n/audience'
import type { Pin, Rule } from '../../../rule'
import { editRule } from './drafts'

export type PinLane = 'always' | 'never'

/** The rule without a person among those chosen by hand. Lists that become empty go. */
export function withoutPin(rule: Rule, contact: number): Rule {
  const { always = [], never = [], ...rest } = rule
  const others = (pins: Pin[]) => pins.filter((p) => p.contact !== contact)
  return { ...rest, ...some('always', others(always)), ...some('never', others(never)) }
}

/** The rule with a person chosen by hand; they leave the other list. */
export function withPin(rule: Rule, lane: PinLane, pin: Pin): Rule {
  const without = withoutPin(rule, pin.contact)
  return { ...without, [lane]: [...(without[lane] ?? []), pin] }
}

/** Where a person is chosen by hand. */
export function pinLane(rule: Rule, contact: number): PinLane | undefined {
  const has = (pins?: Pin[]) => pins?.some((p) => p.contact === contact)
  if (has(rule.never)) return 'never'
  return has(rule.always) ? 'always' : undefined
}

function some(lane: PinLane, pins: Pin[]): Partial<Rule> {
  return pins.length > 0 ? { [lane]: pins } : {}
}

/** Chooses a person by hand, as one step of the draft's history. */
export function pin(lane: PinLane, person: { id: number; name: string }, reason: string): void {
  const words = reason.trim()
  const label = lane === 'always' ? t.didAlways(person.name) : t.didNever(person.name)
  editRule({ label }, (r) => withPin(r, lane, { contact: person.id, ...(words && { reason: words }) }))
}

/** Lets the rules decide about a person again. */
export function unpin(person: { id: number; name: string }): void {
  editRule({ label: t.didUnpin(person.name) }, (r) => withoutPin(r, person.id))
}
