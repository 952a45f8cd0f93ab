/**
 * Moving a rule with the keyboard: Space lifts, arrows walk every legal place in
 * reading order, Enter drops. These are commands on the tree, not a simulated
 * pointer.
 */
import { find, moveMany, sameRule, sameSlot, slotOf, slots, type Rule, type RuleNode, type Slot } from '../../../rule'
import { announce } from '../../../app/status'
import { t } from '../../../i18n/canvas'
import { moveTo } from './actions'
import { currentDraft } from './drafts'
import { describeSlot } from './places'
import { chosenWith, useView, type Lift } from './view'

/** Takes a node up at its own place. */
export function lift(id: string): void {
  const { rule } = currentDraft()
  const node = find(rule, id)?.node
  if (!node) return
  const home = slotOf(rule, id)
  const places = placesOf(rule, node, home)
  const at = Math.max(0, places.findIndex((s) => sameSlot(s, home)))
  useView.setState({ lift: { id, slots: places, at } })
  announce(t.lifted(places.length))
}

/** Where a node may go, or those chosen with it together. */
function placesOf(rule: Rule, node: RuleNode, home: Slot | undefined): Slot[] {
  const many = chosenWith(node.id)
  const all = slots(rule, node)
  return many.length > 1 ? all.filter((slot) => sameSlot(slot, home) || !sameRule(moveMany(rule, many, slot), rule)) : all
}

export function cancelLift(): void {
  if (!useView.getState().lift) return
  useView.setState({ lift: undefined })
  announce(t.moveCancelled)
}

function dropLift(held: Lift): void {
  useView.setState({ lift: undefined })
  const slot = held.slots[held.at]
  if (slot) moveTo(held.id, slot)
}

function walk(held: Lift, to: number): void {
  const at = Math.max(0, Math.min(held.slots.length - 1, to))
  useView.setState({ lift: { ...held, at } })
  const slot = held.slots[at]
  if (slot) announce(describeSlot(currentDraft().rule, slot))
}

const steps: Record<string, (held: Lift) => number> = {
  ArrowDown: (l) => l.at + 1,
  ArrowRight: (l) => l.at + 1,
  ArrowUp: (l) => l.at - 1,
  ArrowLeft: (l) => l.at - 1,
  Home: () => 0,
  End: (l) => l.slots.length - 1,
}

/** Handles a key while something is lifted. True if the key was for the lift. */
export function liftKey(key: string): boolean {
  const held = useView.getState().lift
  if (!held) return false
  const step = steps[key]
  if (step) walk(held, step(held))
  else if (key === 'Enter' || key === ' ') dropLift(held)
  else if (key === 'Escape' || key === 'Tab') cancelLift()
  else return false
  return key !== 'Tab'
}
