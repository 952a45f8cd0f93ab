import { describe, expect, it } from 'vitest'
import { parseNode, parseRule, sameRule, writeNode, writeRule } from './index'
import { randomRule } from './random.fixture'

const roundTrip = (text: string) => JSON.parse(writeRule(parseRule(text)))

describe('the rule document', () => {
  it('comes back as it was read', () => {
    const document = {
      version: 1,
      include: {
        id: 'in',
        all: [
          { id: 'a', type: 'event', event: 'purchased', count: { op: 'at_least', n: 2 }, window: { kind: 'last', n: 365, unit: 'day' } },
          { id: 'g', any: [{ id: 'b', not: true, type: 'field', field: 'city', op: 'any_of', values: ['Pune'] }, { id: 'c', muted: true, type: 'everyone' }] },
        ],
      },
      exclude: { id: 'out', any: [{ id: 'd', type: 'segment', segments: [12] }] },
    }
    expect(roundTrip(JSON.stringify(document))).toEqual(document)
  })

  it.each([1, 2, 3, 4, 5])('reads back every random rule (%i)', (seed) => {
    const rule = randomRule(seed)
    expect(sameRule(parseRule(writeRule(rule)), rule)).toBe(true)
  })

  it('reads a bare node as the include lane and gives every node a name', () => {
    const rule = parseRule('{"type":"everyone"}')
    expect(rule.include.mode).toBe('all')
    expect(rule.include.kids).toHaveLength(1)
    expect(rule.include.kids[0]!.id).not.toBe('')
  })

  it('leaves empty lanes away', () => {
    expect(roundTrip('')).toEqual({ version: 1 })
    expect(roundTrip('{"version":1,"include":{"all":[]}}')).toEqual({ version: 1 })
  })

  it('keeps what a leave-out lane means when it is not an any group', () => {
    const all = roundTrip('{"exclude":{"id":"x","all":[{"id":"a","type":"everyone"},{"id":"b","type":"everyone"}]}}')
    expect(all.exclude.any[0]).toMatchObject({ id: 'x', all: [{ id: 'a' }, { id: 'b' }] })
    const none = roundTrip('{"exclude":{"id":"x","none":[{"id":"a","type":"everyone"}]}}')
    expect(none.exclude.any[0]).toMatchObject({ id: 'x', none: [{ id: 'a' }] })
  })

  it('says a negated group in plain modes', () => {
    const rule = roundTrip('{"all":[{"id":"g","not":true,"any":[{"type":"everyone"},{"type":"everyone"}]}]}')
    expect(rule.include.all[0].none).toHaveLength(2)
    expect(rule.include.all[0].not).toBeUndefined()
  })

  it('does not take names or the order of keys for a difference', () => {
    const a = parseNode('{"type":"field","field":"city","op":"is_set"}')
    const b = parseNode('{"op":"is_set","field":"city","type":"field"}')
    const rule = parseRule('')
    const under = (n: typeof a) => ({ ...rule, include: { ...rule.include, kids: [n] } })
    expect(sameRule(under(a), under(b))).toBe(true)
    expect(sameRule(under(a), under({ ...b, not: true }))).toBe(false)
    expect(JSON.parse(writeNode(a))).toMatchObject({ id: a.id, type: 'field' })
  })
})
