import { describe, expect, it } from 'vitest'
import { arranged, moved, narrowest, pinnedOrNot, resized, shownOrNot, stillThere, type GridLayout } from './layout'

const plain: GridLayout = { shown: ['a', 'b', 'c', 'd'], widths: {}, pinned: [] }
const order = (layout: GridLayout) => arranged(layout).join('')

describe('the columns of a table', () => {
  it('move to a place, to the right and to the left', () => {
    expect(order(moved(plain, 'a', 2))).toBe('bacd')
    expect(order(moved(plain, 'a', 4))).toBe('bcda')
    expect(order(moved(plain, 'd', 0))).toBe('dabc')
    expect(order(moved(plain, 'b', 1))).toBe('abcd')
    expect(moved(plain, 'gone', 1)).toBe(plain)
  })

  it('stay at the left once pinned, and move among themselves', () => {
    const two = pinnedOrNot(pinnedOrNot(plain, 'c'), 'b')
    expect(order(two)).toBe('cbad')
    expect(order(moved(two, 'a', 0))).toBe('cbad')
    expect(order(moved(two, 'b', 0))).toBe('bcad')
    expect(order(moved(two, 'c', 4))).toBe('bcad')
    expect(order(pinnedOrNot(two, 'c'))).toBe('bcad')
  })

  it('are hidden and shown again, but never all of them', () => {
    expect(order(shownOrNot(plain, 'b'))).toBe('acd')
    expect(order(shownOrNot(shownOrNot(plain, 'b'), 'b'))).toBe('acdb')
    const one = { ...plain, shown: ['a'] }
    expect(shownOrNot(one, 'a')).toBe(one)
  })

  it('keep a width that can be used', () => {
    expect(resized(plain, 'a', 3).widths.a).toBe(narrowest)
    expect(resized(plain, 'a', 120.4).widths.a).toBe(120)
  })

  it('come back without those that are gone', () => {
    expect(stillThere({ shown: ['b', 'gone', 'b'], widths: { b: 90, gone: 80, a: 4 }, pinned: ['gone', 'b'] }, ['a', 'b'])).toEqual({ shown: ['b'], widths: { b: 90 }, pinned: ['b'] })
    expect(stillThere({ shown: ['gone'] }, ['a'])).toBeUndefined()
    expect(stillThere('damaged', ['a'])).toBeUndefined()
  })
})
