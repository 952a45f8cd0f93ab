/** Every edit of the rule, with the name that undo shows for it. */
import type { Trait } from '../../../clause/traits'
import { announce, report } from '../../../app/status'
import { t } from '../../../i18n/canvas'
import {
  duplicate, emptyRule, find, flipMuted, groupMany, groupWithNeighbour, duplicateMany, flipMany, insertMany, liftOut, maxDepth, move, moveMany, muteMany, nest, parseNode,
  remove, removeMany, renamed, setMode, setParams, shift, solo, tooDeep, topmost, ungroup, type Mode, type Params, type Rule, type RuleNode, type Slot,
} from '../../../rule'
import { unlessCircle } from './circle'
import { currentDraft, editRule } from './drafts'
import { chosenWith, focusNode, focusSearch, useView } from './view'

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
  insertAs(node, t.steps.added(label), slot)
}

/** Puts a new node into a slot as a step of this name. */
export function insertAs(node: RuleNode, label: string, slot = nextSlot()): void {
  insertAll([node], label, slot)
}

/** Puts new nodes into a slot, one after the other, as one step. */
export function insertAll(nodes: RuleNode[], label: string, slot: Slot): void {
  const edit = (r: Rule) => insertMany(r, nodes, slot)
  if (nodes.some((node) => tooDeep(rule(), node, slot))) return refuseDepth()
  void unlessCircle(edit(rule()), () => editRule({ label }, edit) && nodes[0] && focusNode(nodes[0].id))
}

/** Says why groups cannot be stacked any further. */
function refuseDepth(): void {
  const words = t.tooDeep(maxDepth)
  report(words)
  announce(words)
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
  editRule({ label: t.steps.added(label) }, (r) => ({ ...r, include: { ...emptyRule().include, kids: [r.include, node] } }))
  focusNode(node.id)
}

/** Moves a node, and those chosen with it, into a slot. */
export function moveTo(id: string, slot: Slot): void {
  const many = chosenWith(id)
  const label = many.length > 1 ? t.steps.movedMany(topmost(rule(), many).length) : t.steps.moved
  if (editRule({ label }, (r) => (many.length > 1 ? moveMany(r, many, slot) : move(r, id, slot)))) focusNode(id)
}

/** Puts a copy of a node, and of those chosen with it, into a slot, as dragging with Ctrl does. */
export function copyTo(id: string, slot: Slot): void {
  const nodes = topmost(rule(), chosenWith(id)).map((node) => renamed(node))
  insertAll(nodes, nodes.length > 1 ? t.steps.copiedMany(nodes.length) : t.steps.copiedRule, slot)
}

/** Removes a node, and those chosen with it; the focus goes to its neighbour. */
export function removeNode(id: string): void {
  const at = find(rule(), id)
  if (!at?.parent) return
  const many = chosenWith(id)
  const stays = at.parent.kids.filter((kid) => !many.includes(kid.id))
  const neighbour = stays.find((kid) => at.parent!.kids.indexOf(kid) > at.index) ?? stays.at(-1)
  const alone = at.node.kind === 'group' ? t.steps.removedGroup : t.steps.removedRule
  editRule({ label: many.length > 1 ? t.steps.removedMany(topmost(rule(), many).length) : alone }, (r) => (many.length > 1 ? removeMany(r, many) : remove(r, id)))
  if (neighbour) focusNode(neighbour.id)
  else focusSearch()
}

export function duplicateNode(id: string): void {
  const many = chosenWith(id)
  if (many.length > 1) return void editRule({ label: t.steps.duplicatedMany(many.length) }, (r) => duplicateMany(r, many))
  const copy = duplicate(rule(), id)
  if (editRule({ label: t.steps.duplicated }, () => copy.rule)) focusNode(copy.id)
}

/** Groups a node with those chosen with it, else with its neighbour. */
export function groupNode(id: string): void {
  const many = chosenWith(id)
  if (editRule({ label: t.steps.grouped }, (r) => (many.length > 1 ? groupMany(r, many) : groupWithNeighbour(r, id)))) return focusNode(id)
  if ((find(rule(), id)?.parent?.kids.length ?? 0) > 1) refuseDepth()
  else announce(t.nothingToGroup)
}

export function ungroupNode(id: string): void {
  const group = find(rule(), id)?.node
  editRule({ label: t.steps.ungrouped }, (r) => ungroup(r, id))
  if (group?.kind === 'group' && group.kids[0]) focusNode(group.kids[0].id)
}

export function changeMode(id: string, mode: Mode): void {
  editRule({ label: t.steps.mode(t.modes[mode]) }, (r) => setMode(r, id, mode))
}

/** Turns a node, and those chosen with it, into its opposite. */
export function flip(id: string): void {
  const many = chosenWith(id)
  editRule({ label: many.length > 1 ? t.steps.flippedMany(topmost(rule(), many).length) : t.steps.flipped }, (r) => flipMany(r, many))
}

/** Switches everything else off, so that a node is counted alone. */
export function onlyThis(id: string): void {
  if (editRule({ label: t.steps.onlyThis }, (r) => solo(r, id))) focusNode(id)
}

/** Switches a node off or on, and those chosen with it. */
export function switchOff(id: string): void {
  const many = chosenWith(id)
  const off = many.some((other) => !find(rule(), other)?.node.muted)
  if (many.length > 1) return void editRule({ label: off ? t.steps.offMany(many.length) : t.steps.onMany(many.length) }, (r) => muteMany(r, many))
  editRule({ label: off ? t.steps.off : t.steps.on }, (r) => flipMuted(r, id))
}

/** Changes what a rule asks. Steps in one editor become one undo. */
export function change(id: string, params: Partial<Params>): void {
  const edit = (r: Rule) => setParams(r, id, params)
  const make = () => void editRule({ label: t.steps.changed, mergeKey: `${id}:${Object.keys(params).join()}` }, edit)
  if (params.segments || params.among) void unlessCircle(edit(rule()), make)
  else make()
}

/** Begins from a starter's rule, a loosened one or a mended one. */
export function replaceRule(next: Rule, label: string): void {
  editRule({ label }, () => next)
}

/** Carries a node over to the end of the other lane. */
export function changeLane(id: string): void {
  const at = find(rule(), id)
  const lane = at?.lane === 'include' ? rule().exclude : rule().include
  moveTo(id, { parent: lane.id, index: lane.kids.length })
}

const nudges: Record<string, (rule: Rule, id: string) => Rule> = {
  ArrowUp: (r, id) => shift(r, id, -1),
  ArrowDown: (r, id) => shift(r, id, 1),
  ArrowRight: nest,
  ArrowLeft: liftOut,
}

/** Moves a rule at once by Alt and an arrow key, or says why it cannot go there. False for other keys. */
export function nudge(id: string, key: string): boolean {
  const edit = nudges[key]
  if (!edit) return false
  if (editRule({ label: t.steps.moved }, (r) => edit(r, id))) focusNode(id)
  else if (key === 'ArrowRight' && find(rule(), id)?.index) refuseDepth()
  else announce(t.cannotGoThere)
  return true
}
