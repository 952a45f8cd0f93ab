/** Dragging rules and traits: what lies under the pointer, in terms of the rule. */
import type { PointerEvent } from 'react'
import { t } from '../../../i18n/canvas'
import { find, holds, legal, maxDepth, moveMany, renamed, sameRule, tooDeep, type Rule, type RuleNode, type Slot } from '../../../rule'
import { createDragLayer, type Found } from '../../../ui/drag/drag'
import { add, copyTo, moveTo, removeNode } from './actions'
import { circleThrough } from './circle'
import { currentDraft } from './drafts'
import { chosenWith } from './view'

/** What is held: a node of the rule, or one that a chip made. */
export interface Cargo {
  node: RuleNode
  /** The nodes chosen together with it, where there are several. */
  many?: string[]
  label: string
  icon?: string
  category?: string
}

export type Target = Slot | 'bin'

export const dragLayer = createDragLayer<Cargo, Target>()

/** Shares of a row's height: above it lands before, below it after, between them onto. */
const upper = 0.3
const lower = 0.7

/** Starts holding something; call on pointerdown. */
export function hold(event: PointerEvent, held: Cargo): void {
  const many = chosenWith(held.node.id)
  const cargo: Cargo = many.length > 1 ? { ...held, many } : held
  let circle = ''
  if (!find(currentDraft().rule, held.node.id)) void circleThrough(held.node).then((why) => (circle = why))
  dragLayer.start(event, {
    cargo,
    locate: (x, y, copy) => (circle ? { why: circle } : locate(document.elementsFromPoint(x, y), y, copy ? { node: renamed(cargo.node) } : cargo)),
    drop: (target, copy) => drop(cargo, target, copy),
    scroller: () => document.querySelector<HTMLElement>('[data-canvas]'),
  })
}

function drop({ node, label }: Cargo, target: Target, copy: boolean): void {
  if (target === 'bin') removeNode(node.id)
  else if (!find(currentDraft().rule, node.id)) add(node, label, target)
  else if (copy) copyTo(node.id, target)
  else moveTo(node.id, target)
}

function locate(under: Element[], y: number, cargo: Pick<Cargo, 'node' | 'many'>): Found<Target> {
  const { rule } = currentDraft()
  const { node } = cargo
  const within = (selector: string) => under.map((e) => e.closest<HTMLElement>(selector)).find(Boolean)
  if (within('[data-traits]')) return find(rule, node.id) ? { target: 'bin' } : {}
  if (!within('[data-canvas]')) return {}
  const row = under.find((e) => e.closest('[data-canvas]'))?.closest<HTMLElement>('[data-node]')
  if (row?.dataset.kind === 'condition') return onRow(rule, cargo, row, y)
  const group = within('[data-group]')
  const slot = group ? gapOf(group, y) : { parent: rule.include.id, index: rule.include.kids.length }
  return only(rule, cargo, slot)
}

function onRow(rule: Rule, cargo: Pick<Cargo, 'node' | 'many'>, row: HTMLElement, y: number): Found<Target> {
  const id = row.dataset.node ?? ''
  const at = find(rule, id)
  if (!at?.parent) return {}
  const box = row.getBoundingClientRect()
  const share = (y - box.top) / Math.max(1, box.height)
  const gap = only(rule, cargo, { parent: at.parent.id, index: share < 0.5 ? at.index : at.index + 1 })
  const onto: Slot = { onto: id }
  if (share <= upper || share >= lower || id === cargo.node.id) return gap
  if (!leads(rule, cargo, onto)) return { ...gap, why: whyNot(rule, cargo, onto) }
  return { ...gap, rest: { key: id, target: onto } }
}

function only(rule: Rule, cargo: Pick<Cargo, 'node' | 'many'>, slot: Slot): Found<Target> {
  return leads(rule, cargo, slot) ? { target: slot } : { why: whyNot(rule, cargo, slot) }
}

/** Words for a drop that is refused; none for one that would change nothing. */
function whyNot(rule: Rule, { node }: Pick<Cargo, 'node'>, slot: Slot): string | undefined {
  const inside = holds(node, 'parent' in slot ? slot.parent : slot.onto)
  return !inside && tooDeep(rule, node, slot) ? t.tooDeep(maxDepth) : undefined
}

/** Whether a drop there leads anywhere. */
function leads(rule: Rule, { node, many }: Pick<Cargo, 'node' | 'many'>, slot: Slot): boolean {
  return many ? !sameRule(moveMany(rule, many, slot), rule) : legal(rule, node, slot)
}

/** The gap of a group that is nearest to a height. */
function gapOf(group: HTMLElement, y: number): Slot {
  const rows = [...group.querySelectorAll<HTMLElement>(':scope > .rules > [data-node]')]
  const before = rows.findIndex((row) => {
    const box = row.getBoundingClientRect()
    return y < box.top + box.height / 2
  })
  return { parent: group.dataset.group ?? '', index: before < 0 ? rows.length : before }
}
