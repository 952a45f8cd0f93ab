/** Every edit of the rule, with the name that undo shows for it. */
import type { Trait } from '../../../clause/traits'
import {
  duplicate, emptyRule, find, flipMuted, flipNot, groupWithNeighbour, insert, liftOut, move, nest, parseNode, remove, renamed, setMode,
  setParams, shift, ungroup, type Mode, type Params, type Rule, type RuleNode, type Slot,
} from '../../../rule'
import { currentDraft, editRule } from './drafts'
import { focusNode, focusSearch, useView } from './view'

const rule = (): Rule => currentDraft().rule

/** A fresh condition as the trait's chip makes it. */
export function conditionOf(trait: Pick<Trait, 'default'>): RuleNode {
  return renamed(parseNode(trait.default))
}

/** Where a trait goes that is not dragged: after the rule in focus, else at the end. */
export function nextSlot(): Slot {
  const { focus } = useView.getState()
  const at = focus ? find(rule(), focus) : undefined
  if (at?.parent) return { parent: at.parent.id, index: at.index + 1 }
  const { include } = rule()
  return { parent: include.id, index: include.kids.length }
}

/** Adds a node made from a chip or a suggestion and goes to it. */
export function add(node: RuleNode, label: string, slot = nextSlot()): void {
  if (editRule({ label: `Added ${label}` }, (r) => insert(r, node, slot))) focusNode(node.id)
}

export function addTrait(trait: Trait, slot?: Slot): void {
  add(conditionOf(trait), trait.label, slot)
}

/** Adds to the end of the include lane, as suggestions do. */
export function narrow(node: RuleNode, label: string): void {
  const { include } = rule()
  const at: Slot = { parent: include.id, index: include.kids.length }
  if (include.mode === 'all') return add(node, label, at)
  // In an "any" lane another rule would widen: the old rules stay together in one group.
  editRule({ label: `Added ${label}` }, (r) => ({ ...r, include: { ...emptyRule().include, kids: [r.include, node] } }))
  focusNode(node.id)
}

export function moveTo(id: string, slot: Slot): void {
  if (editRule({ label: 'Moved a rule' }, (r) => move(r, id, slot))) focusNode(id)
}

/** Puts a copy of a node into a slot, as dragging with Ctrl does. */
export function copyTo(id: string, slot: Slot): void {
  const node = find(rule(), id)?.node
  if (!node) return
  const copy = renamed(node)
  if (editRule({ label: 'Copied a rule' }, (r) => insert(r, copy, slot))) focusNode(copy.id)
}

/** Removes a node; the focus goes to its neighbour. */
export function removeNode(id: string): void {
  const at = find(rule(), id)
  if (!at?.parent) return
  const { kids } = at.parent
  const neighbour = kids[at.index + 1] ?? kids[at.index - 1]
  const label = at.node.kind === 'group' ? 'Removed a group' : 'Removed a rule'
  editRule({ label }, (r) => remove(r, id))
  if (neighbour) focusNode(neighbour.id)
  else focusSearch()
}

export function duplicateNode(id: string): void {
  const copy = duplicate(rule(), id)
  if (editRule({ label: 'Duplicated a rule' }, () => copy.rule)) focusNode(copy.id)
}

export function groupNode(id: string): void {
  if (editRule({ label: 'Made a group' }, (r) => groupWithNeighbour(r, id))) focusNode(id)
}

export function ungroupNode(id: string): void {
  const group = find(rule(), id)?.node
  editRule({ label: 'Ungrouped' }, (r) => ungroup(r, id))
  if (group?.kind === 'group' && group.kids[0]) focusNode(group.kids[0].id)
}

export function changeMode(id: string, mode: Mode): void {
  editRule({ label: `Match ${mode} of these` }, (r) => setMode(r, id, mode))
}

export function flip(id: string): void {
  editRule({ label: 'Flipped a rule' }, (r) => flipNot(r, id))
}

export function switchOff(id: string): void {
  const off = !find(rule(), id)?.node.muted
  editRule({ label: off ? 'Switched a rule off' : 'Switched a rule on' }, (r) => flipMuted(r, id))
}

/** Changes what a rule asks. Steps in one editor become one undo. */
export function change(id: string, params: Partial<Params>): void {
  editRule({ label: 'Changed a rule', mergeKey: `${id}:${Object.keys(params).join()}` }, (r) => setParams(r, id, params))
}

/** Begins from a starter's rule or a loosened one. */
export function replaceRule(next: Rule, label: string): void {
  editRule({ label }, () => next)
}

const nudges: Record<string, (rule: Rule, id: string) => Rule> = {
  ArrowUp: (r, id) => shift(r, id, -1),
  ArrowDown: (r, id) => shift(r, id, 1),
  ArrowRight: nest,
  ArrowLeft: liftOut,
}

/** Moves a rule at once by Alt and an arrow key. False if it cannot go there. */
export function nudge(id: string, key: string): boolean {
  const edit = nudges[key]
  if (!edit || !editRule({ label: 'Moved a rule' }, (r) => edit(r, id))) return false
  focusNode(id)
  return true
}

