import { describe, expect, it } from 'vitest'
import {
  condition, conditions, dropped, duplicate, emptyRule, find, fits, flipNot, group, groupWithNeighbour, height, insert,
  legal, liftOut, maxDepth, move, nest, remove, sameRule, setMode, setParams, shift, slotOf, slots, ungroup, walk,
  type Rule, type RuleNode,
} from './index'
import { randomRule } from './random.fixture'

const field = (name: string, more = {}) => condition({ type: 'field', field: name, op: 'is_set' }, { id: name, ...more })
const names = (rule: Rule) => conditions(rule).map((c) => c.params.field)
const rule = (kids: RuleNode[], out: RuleNode[] = []): Rule => ({
  include: group('all', kids, { id: 'in' }),
  exclude: group('any', out, { id: 'out' }),
})
const shape = (n: RuleNode): unknown => (n.kind === 'group' ? [n.mode, ...n.kids.map(shape)] : (n.not ? '!' : '') + n.params.field)
const seeds = Array.from({ length: 16 }, (_, i) => i + 1)

describe('every legal place of every node', () => {
  it.each(seeds)('keeps all conditions, whole groups and the depth limit (rule %i)', (seed) => {
    const start = randomRule(seed)
    const before = names(start).sort()
    for (const { node, parent } of walk(start)) {
      if (!parent) continue
      const home = slotOf(start, node.id)
      for (const slot of slots(start, node)) {
        const after = move(start, node.id, slot)
        expect(names(after).sort()).toEqual(before)
        expect(find(after, node.id)).toBeDefined()
        for (const { node: n, parent: p } of walk(after)) if (n.kind === 'group' && p) expect(n.kids.length).toBeGreaterThan(1)
        expect(1 + Math.max(...after.include.kids.map(height), ...after.exclude.kids.map(height))).toBeLessThanOrEqual(maxDepth)
        const stays = JSON.stringify(slot) === JSON.stringify(home)
        expect(sameRule(after, start)).toBe(stays)
      }
    }
  })

  it.each(seeds)('takes a new condition without touching the others (rule %i)', (seed) => {
    const start = randomRule(seed)
    const fresh = field('fresh')
    for (const slot of slots(start, fresh)) {
      const after = insert(start, fresh, slot)
      expect(names(after).filter((n) => n !== 'fresh')).toEqual(names(start))
      expect(names(after)).toContain('fresh')
    }
  })

  it('lists places in reading order, the own place once', () => {
    const r = rule([field('a'), group('any', [field('b'), field('c')], { id: 'g' })])
    expect(slots(r, field('b'))).toEqual([
      { parent: 'in', index: 0 }, { onto: 'a' }, { parent: 'in', index: 1 },
      { parent: 'g', index: 0 }, { onto: 'c' }, { parent: 'g', index: 2 },
      { parent: 'in', index: 2 }, { parent: 'out', index: 0 },
    ])
  })

  it('offers no place inside the moving group', () => {
    const r = rule([field('a'), group('any', [field('b'), field('c')], { id: 'g' })])
    const moving = find(r, 'g')!.node
    expect(slots(r, moving).some((s) => 'parent' in s && s.parent === 'g')).toBe(false)
    expect(move(r, 'g', { parent: 'g', index: 0 })).toBe(r)
  })

  it('refuses what would stack groups deeper than the limit', () => {
    const deep = group('any', [field('x'), group('all', [field('y'), group('any', [field('p'), field('q')], { id: 'deep' })])])
    const r = rule([deep, field('a')])
    expect(fits(r, field('new'), { onto: 'p' })).toBe(false)
    expect(insert(r, field('new'), { onto: 'p' })).toBe(r)
    expect(fits(r, field('new'), { parent: 'deep', index: 0 })).toBe(true)
    expect(legal(r, deep, { onto: 'a' })).toBe(false)
  })
})

describe('single edits', () => {
  it('moves down past the gap that the node leaves', () => {
    const r = rule([field('a'), field('b'), field('c')])
    expect(names(move(r, 'a', { parent: 'in', index: 2 }))).toEqual(['b', 'a', 'c'])
    expect(names(shift(r, 'a', 1))).toEqual(['b', 'a', 'c'])
    expect(shift(r, 'a', -1)).toBe(r)
  })

  it('makes an any group inside all, and an all group inside any', () => {
    const r = rule([field('a'), field('b'), group('any', [field('c'), field('d'), field('e')])])
    expect(shape(move(r, 'a', { onto: 'b' }).include)).toEqual(['all', ['any', 'b', 'a'], ['any', 'c', 'd', 'e']])
    expect(shape(move(r, 'a', { onto: 'd' }).include)).toEqual(['all', 'b', ['any', 'c', ['all', 'd', 'a'], 'e']])
  })

  it('dissolves a group that one child is left in, keeping its meaning', () => {
    const of = (mode: 'any' | 'none') => rule([field('a'), group(mode, [field('b'), field('c')])])
    expect(shape(remove(of('any'), 'c').include)).toEqual(['all', 'a', 'b'])
    expect(shape(remove(of('none'), 'c').include)).toEqual(['all', 'a', '!b'])
  })

  it('keeps an emptied lane', () => {
    expect(remove(rule([field('a')]), 'a').include).toMatchObject({ id: 'in', kids: [] })
    expect(remove(rule([field('a')]), 'in')).toEqual(rule([field('a')]))
  })

  it('groups with the next rule, the last one with the one before', () => {
    const r = rule([field('a'), field('b'), field('c')])
    expect(shape(groupWithNeighbour(r, 'a').include)).toEqual(['all', ['any', 'a', 'b'], 'c'])
    expect(shape(groupWithNeighbour(r, 'c').include)).toEqual(['all', 'a', ['any', 'b', 'c']])
    expect(groupWithNeighbour(rule([field('a')]), 'a')).toEqual(rule([field('a')]))
  })

  it('nests into the group above and lifts out again', () => {
    const r = rule([group('any', [field('a'), field('b')]), field('c')])
    const nested = nest(r, 'c')
    expect(shape(nested.include)).toEqual(['all', ['any', 'a', 'b', 'c']])
    expect(shape(liftOut(nested, 'c').include)).toEqual(shape(r.include))
    expect(liftOut(r, 'c')).toBe(r)
  })

  it('ungroups, duplicates under new names, sets modes and flips', () => {
    const r = rule([group('any', [field('a'), field('b')], { id: 'g' })])
    expect(shape(ungroup(r, 'g').include)).toEqual(['all', 'a', 'b'])
    const twice = duplicate(r, 'g')
    expect(names(twice.rule)).toEqual(['a', 'b', 'a', 'b'])
    expect(new Set([...walk(twice.rule)].map((s) => s.node.id)).size).toBe(8)
    expect(shape(setMode(r, 'g', 'none').include)).toEqual(['all', ['none', 'a', 'b']])
    expect(shape(flipNot(flipNot(flipNot(r, 'a'), 'a'), 'a').include)).toEqual(['all', ['any', '!a', 'b']])
  })

  it('changes parameters and drops keys that are unset', () => {
    const r = setParams(rule([field('a')]), 'a', { op: 'any_of', values: ['Pune'], text: undefined })
    expect(conditions(r)[0]!.params).toEqual({ type: 'field', field: 'a', op: 'any_of', values: ['Pune'] })
  })

  it('never changes the rule it was given', () => {
    const r = randomRule(7)
    const before = JSON.stringify(r)
    for (const { node } of walk(r)) for (const slot of slots(r, node)) dropped(r, node, slot)
    expect(JSON.stringify(r)).toBe(before)
    expect(emptyRule().include.kids).toEqual([])
  })
})
