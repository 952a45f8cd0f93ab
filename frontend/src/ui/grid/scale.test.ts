import { describe, expect, it } from 'vitest'
import { lastTop, ratio, scrollFor, scrollHeight, tallest, topAfter, topToShow } from './scale'

const small = { content: 28_000, view: 560 }
const huge = { content: 5_000_000 * 32, view: 640 }

describe('the scroll range', () => {
  it('is that of the rows while a browser can make it', () => {
    expect(scrollHeight(small)).toBe(28_000)
    expect(ratio(small)).toBe(1)
    expect(topAfter(0, 0, 100, small)).toBe(100)
    expect(ratio({ content: 1_000_000 * 28, view: 700 })).toBe(1)
  })

  it('reaches both ends of a table that no browser could make', () => {
    expect(scrollHeight(huge)).toBe(tallest)
    expect(topAfter(0, 0, tallest - huge.view, huge)).toBe(lastTop(huge))
    expect(topAfter(lastTop(huge), tallest - huge.view, 0, huge)).toBe(0)
    expect(topAfter(0, 0, (tallest - huge.view) / 2, huge)).toBeCloseTo(lastTop(huge) / 2)
  })

  it('moves by single pixels for a wheel, whatever the scale', () => {
    const top = lastTop(huge) / 2
    const at = scrollFor(top, huge)
    expect(topAfter(top, at, at + 100, huge)).toBe(top + 100)
    expect(topAfter(top, at, at - 53, huge)).toBe(top - 53)
  })

  it('shows a row with the least movement', () => {
    expect(topToShow(3, 28, 28 * 2, small)).toBe(28 * 2)
    expect(topToShow(1, 28, 28 * 2, small)).toBe(28)
    expect(topToShow(30, 28, 0, small)).toBe(31 * 28 - 560)
    expect(topToShow(999, 28, 0, small)).toBe(lastTop(small))
  })

  it('has nowhere to go when everything is seen', () => {
    const all = { content: 100, view: 560 }
    expect(topAfter(0, 0, 40, all)).toBe(0)
    expect(lastTop(all)).toBe(0)
  })
})
