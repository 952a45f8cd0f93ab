import { describe, expect, it } from 'vitest'
import { condition, conditions, duplicateMany, find, flipMany, group, groupMany, height, insertMany, maxDepth, moveMany, muteMany, removeMany, solo, topmost, walk, type Rule, type RuleNode } from './index'
import { randomRule } from './random.fixture'

const field = (name: string, more = {}) => condition({ type: 'field', field: name, op: 'is_set' }, { id: name, ...more })
const rule = (kids: RuleNode[], out: RuleNode[] = []): Rule => ({ include: group('all', kids, { id: 'in' }), exclude: group('any', out, { id: 'out' }) })
const shape = (n: RuleNode): unknown => (n.kind === 'group' ? [n.mode, ...n.kids.map(shape)] : n.params.field)
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => field(name)) as [RuleNode, RuleNode, RuleNode, RuleNode]
const nested = rule([a, group('any', [b, c], { id: 'g' }), d])

describe('several rules at once', () => {
  it('are moved together in their order', () => {
    expect(shape(moveMany(nested, ['d', 'a'], { parent: 'out', index: 0 }).exclude)).toEqual(['any', 'a', 'd'])
    expect(shape(moveMany(nested, ['a', 'd'], { parent: 'g', index: 1 }).include)).toEqual(['all', ['any', 'b', 'a', 'd', 'c']])
  })

  it('are moved before a rule even when one of them is there already', () => {
    expect(shape(moveMany(rule([a, b, c, d]), ['a', 'c'], { parent: 'in', index: 0 }).include)).toEqual(['all', 'a', 'c', 'b', 'd'])
  })

  it('become one group where the first of them is', () => {
    expect(shape(groupMany(rule([a, b, c, d]), ['d', 'b']).include)).toEqual(['all', 'a', ['any', 'b', 'd'], 'c'])
    expect(shape(groupMany(nested, ['b', 'd']).include)).toEqual(['all', 'a', ['any', ['all', 'b', 'd'], 'c']])
  })

  it('are removed, copied and switched off in one step', () => {
    expect(shape(removeMany(nested, ['a', 'b']).include)).toEqual(['all', 'c', 'd'])
    expect(shape(duplicateMany(nested, ['a', 'd']).include)).toEqual(['all', 'a', 'a', ['any', 'b', 'c'], 'd', 'd'])
    const off = muteMany(nested, ['a', 'c'])
    expect(conditions(off).filter((n) => n.muted).map((n) => n.id)).toEqual(['a', 'c'])
    expect(conditions(muteMany(off, ['a', 'c'])).some((n) => n.muted)).toBe(false)
    expect(conditions(muteMany(off, ['a', 'b'])).filter((n) => n.muted).map((n) => n.id)).toEqual(['a', 'b', 'c'])
  })

  it('are put in one after the other, also onto a rule', () => {
    const fresh = [field('x'), field('y')]
    expect(shape(insertMany(nested, fresh, { parent: 'in', index: 1 }).include)).toEqual(['all', 'a', 'x', 'y', ['any', 'b', 'c'], 'd'])
    expect(shape(insertMany(nested, fresh, { onto: 'd' }).include)).toEqual(['all', 'a', ['any', 'b', 'c'], ['any', 'd', 'x', 'y']])
  })

  it('are turned into their opposites, a group as one', () => {
    const flipped = flipMany(nested, ['a', 'g', 'b'])
    expect([...walk(flipped)].filter(({ node }) => node.not).map(({ node }) => node.id)).toEqual(['a', 'g'])
  })

  it('are switched off but for one and the groups around it', () => {
    const left = (r: Rule) => [...walk(r)].filter(({ node }) => !node.muted).map(({ node }) => node.id)
    const both = rule([a, group('any', [b, c], { id: 'g' }), d], [field('x')])
    expect(left(solo(both, 'c'))).toEqual(['in', 'g', 'c', 'out'])
    expect(left(solo(both, 'g'))).toEqual(['in', 'g', 'b', 'c', 'out'])
    expect(left(solo(muteMany(both, ['g', 'c']), 'c'))).toEqual(['in', 'g', 'c', 'out'])
    expect(solo(both, 'in')).toBe(both)
  })

  it('count a group for all that is in it, and no lane', () => {
    expect(topmost(nested, ['g', 'b', 'in', 'd']).map((n) => n.id)).toEqual(['g', 'd'])
  })
})

it.each([1, 2, 3, 4, 5, 6, 7, 8])('lose no rule, whatever is moved where (rule %i)', (seed) => {
  const start = randomRule(seed)
  const all = [...walk(start)]
  const names = (r: Rule) => conditions(r).map((n) => n.id).sort().join()
  for (let i = 0; i < 40; i++) {
    const pick = () => all[(seed * 31 + i * 17 + picks++ * 7) % all.length]!.node
    let picks = 0
    const ids = [pick().id, pick().id, pick().id]
    const groups = all.filter(({ node }) => node.kind === 'group' && !ids.some((id) => find(start, id) && id === node.id))
    const target = groups[i % groups.length]?.node
    if (!target) continue
    for (const after of [moveMany(start, ids, { parent: target.id, index: 0 }), groupMany(start, ids)]) {
      expect(names(after)).toBe(names(start))
      expect(1 + Math.max(...after.include.kids.map(height), ...after.exclude.kids.map(height), 0)).toBeLessThanOrEqual(maxDepth)
    }
  }
})
