import { describe, expect, it } from 'vitest'
import { condition, conditions, emptyRule, insert, remove, type Rule } from '../../../rule'
import { edited, isUnsaved, newDraft, openDraft, redone, stored, undone, type Draft } from './draft'

const leaf = (id: string) => condition({ type: 'field', field: id, op: 'is_set' }, { id })
const ids = (d: Draft) => conditions(d.rule).map((c) => c.id)
const plus = (rule: Rule, id: string) => insert(rule, leaf(id), { parent: rule.include.id, index: rule.include.kids.length })
const add = (d: Draft, id: string, now = 0, mergeKey?: string) => edited(d, plus(d.rule, id), { label: `Added ${id}`, mergeKey }, now)

describe('undo and redo', () => {
  it('walk back and forward through named steps', () => {
    let d = add(add(newDraft(), 'a'), 'b')
    expect(d.past.map((s) => s.label)).toEqual(['Added a', 'Added b'])
    d = undone(d)
    expect(ids(d)).toEqual(['a'])
    expect(d.future[0]?.label).toBe('Added b')
    expect(ids(redone(d))).toEqual(['a', 'b'])
    expect(ids(undone(undone(d)))).toEqual([])
  })

  it('stop quietly at both ends', () => {
    const d = add(newDraft(), 'a')
    expect(redone(d)).toBe(d)
    expect(undone(undone(d))).toEqual(undone(d))
  })

  it('forget the way forward after another edit', () => {
    const d = add(undone(add(newDraft(), 'a')), 'b')
    expect(d.future).toEqual([])
    expect(ids(d)).toEqual(['b'])
  })

  it('remember nothing for an edit that changes nothing', () => {
    const d = add(newDraft(), 'a')
    expect(edited(d, remove(plus(d.rule, 'x'), 'x'), { label: 'No change' }, 0)).toBe(d)
  })

  it('take edits in one editor close together as one step, apart as two', () => {
    const quick = add(add(newDraft(), 'a', 0, 'k'), 'b', 500, 'k')
    expect(quick.past).toHaveLength(1)
    expect(ids(undone(quick))).toEqual([])
    expect(add(quick, 'c', 9000, 'k').past).toHaveLength(2)
  })
})

describe('unsaved work', () => {
  it('is none in a stored segment until it is edited or renamed', () => {
    const d = openDraft(7, 'Quiet', '{"version":1,"include":{"all":[{"type":"everyone"}]}}')
    expect(isUnsaved(d)).toBe(false)
    expect(isUnsaved({ ...d, name: 'Loud' })).toBe(true)
    expect(isUnsaved(add(d, 'a'))).toBe(true)
    expect(isUnsaved(undone(add(d, 'a')))).toBe(false)
  })

  it('stays unsaved if edited while saving', () => {
    const d = add(newDraft('N'), 'a')
    const sent = { name: d.name, rule: d.rule }
    expect(isUnsaved(stored(d, 3, sent))).toBe(false)
    expect(isUnsaved(stored(add(d, 'b'), 3, sent))).toBe(true)
  })

  it('is a starter that was never saved', () => {
    expect(isUnsaved(newDraft('Win back', plus(emptyRule(), 'a')))).toBe(true)
    expect(isUnsaved(newDraft())).toBe(false)
  })
})
