/** The audience that a drop would lead to, asked while something is held. */
import { useEffect, useMemo } from 'react'
import { create } from 'zustand'
import { bridge } from '../../../bridge/client'
import { dropped, find, moveMany, removeMany, slots, writeRule, type Rule, type RuleNode, type Slot } from '../../../rule'
import { createAhead } from './ahead'
import { dragLayer, type Target } from './dragging'
import { currentDraft, useDraft } from './drafts'
import { chosenWith, useView } from './view'

/**
 * What a component wants to know of the place that is pointed at, by the mouse or
 * by the keyboard. It is drawn anew only when that changes.
 */
function usePlace<T>(pick: (slot: Slot | undefined) => T): T | undefined {
  const dragged = dragLayer.use((s) => (s.target && s.target !== 'bin' ? pick(s.target) : undefined))
  const lifted = useView(({ lift }) => (lift ? pick(lift.slots[lift.at]) : undefined))
  return dragged ?? lifted
}

/** Where in this group a drop would land; undefined where it would not. */
export function useDropIndex(group: string): number | undefined {
  return usePlace((slot) => (slot && 'parent' in slot && slot.parent === group ? slot.index : undefined))
}

/** Whether a drop would make a group with this rule. */
export function useDropOnto(id: string): boolean {
  return usePlace((slot) => Boolean(slot && 'onto' in slot && slot.onto === id) || undefined) ?? false
}

interface Held {
  node: RuleNode
  many?: string[]
  target: Target
  copy: boolean
}

function useHeld(): Held | undefined {
  const { cargo, target, copy } = dragLayer.use()
  const lift = useView((s) => s.lift)
  const rule = useDraft((d) => d.rule)
  return useMemo(() => {
    if (cargo && target) return { node: cargo.node, many: cargo.many, target, copy }
    const slot = lift?.slots[lift.at]
    const node = lift && find(rule, lift.id)?.node
    return node && slot ? { node, many: severalWith(node.id), target: slot, copy: false } : undefined
  }, [cargo, target, copy, lift, rule])
}

/** More places than anybody looks at in one drag. */
const most = 90

const useAnswers = create<{ round: number }>(() => ({ round: 0 }))
const ahead = createAhead((rules) => bridge.segments.project(rules), () => useAnswers.setState(({ round }) => ({ round: round + 1 })))

/** From the moment something is held, every place it may go is counted. */
export function foresee(node: RuleNode | undefined): void {
  if (!node) return ahead.stop()
  const { rule } = currentDraft()
  const many = severalWith(node.id)
  ahead.begin(slots(rule, node).slice(0, most).map((slot) => questionOf(rule, { node, many, target: slot, copy: false })))
}

function severalWith(id: string): string[] | undefined {
  const many = chosenWith(id)
  return many.length > 1 ? many : undefined
}

/** The rule after a drop, as it is counted: names of nodes do not matter there, so a copy is the same question. */
function questionOf(rule: Rule, held: Held): string {
  return writeRule(after(rule, held)).replace(/"id":"[^"\\]*",?/g, '')
}

function after(rule: Rule, { node, many, target, copy }: Held): Rule {
  if (target === 'bin') return removeMany(rule, many ?? [node.id])
  if (many && !copy) return moveMany(rule, many, target)
  return dropped(rule, copy ? { ...node, id: 'copy' } : node, target)
}

/** People after the drop; undefined while nothing is held or the answer is on its way. */
export function useProjected(): number | undefined {
  const held = useHeld()
  const rule = useDraft((d) => d.rule)
  const question = useMemo(() => (held ? questionOf(rule, held) : ''), [held, rule])
  useAnswers()
  return question === '' ? undefined : ahead.want(question)
}

/** Counts ahead whenever something is taken up, while mounted. */
export function useForesight(): void {
  useEffect(() => {
    const stopDrag = dragLayer.use.subscribe(({ cargo }, before) => cargo !== before.cargo && foresee(cargo?.node))
    const stopLift = useView.subscribe(({ lift }, before) => lift?.id !== before.lift?.id && foresee(lift && find(currentDraft().rule, lift.id)?.node))
    return () => {
      stopDrag()
      stopLift()
    }
  }, [])
}
