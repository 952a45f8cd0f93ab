import { describe, expect, test } from 'vitest'
import { extended, flipped, lineOf, noChoice, pressedHead, remaining, shown, type Line } from './order'

const line = (id: number, name: string, people: number, more: Partial<Line> = {}): Line => ({
  id, name, rule: '', sentence: `People of ${name}`, trouble: '', people, from: '', sizes: [], usedIn: [], updatedAt: `2026-05-0${id}T00:00:00Z`,
  frozenAt: '', mailable: people - 1, counted: true, ...more,
})
const lines = [line(1, 'Pune', 40), line(2, 'Agra', 900, { frozenAt: '2026-05-01' }), line(3, 'delhi', -1), line(4, 'Bhuj', 40, { usedIn: [{ kind: 'segment', id: 1, name: 'Pune', state: '' }] })]
const ids = (found: Line[]) => found.map((l) => l.id).join('')

describe('the order of the list', () => {
  test('follows a column both ways, and equal ones the name', () => {
    expect(ids(shown(lines, '', { column: 'name', down: false }))).toBe('2431')
    expect(ids(shown(lines, '', { column: 'name', down: true }))).toBe('1342')
    expect(ids(shown(lines, '', { column: 'people', down: true }))).toBe('2413')
    expect(ids(shown(lines, '', { column: 'usedIn', down: true }))).toBe('4231')
    expect(ids(shown(lines, '', { column: 'changed', down: true }))).toBe('4321')
    expect(ids(shown(lines, '', { column: 'state', down: true }))[0]).toBe('2')
  })

  test('has what has all the words in its name or sentence', () => {
    expect(ids(shown(lines, ' DELHI people ', { column: 'name', down: false }))).toBe('3')
    expect(ids(shown(lines, 'delhi agra', { column: 'name', down: false }))).toBe('')
  })

  test('turns round at a second press, and begins with the largest number', () => {
    expect(pressedHead({ column: 'name', down: false }, 'people')).toEqual({ column: 'people', down: true })
    expect(pressedHead({ column: 'people', down: true }, 'people')).toEqual({ column: 'people', down: false })
    expect(pressedHead({ column: 'people', down: true }, 'name')).toEqual({ column: 'name', down: false })
  })
})

describe('choosing', () => {
  const order = [2, 4, 3, 1]

  test('one by one, and from one to another', () => {
    const one = flipped(noChoice, 4)
    expect(one.ids).toEqual([4])
    expect(extended(one, 1, order).ids).toEqual([4, 3, 1])
    expect(extended(extended(one, 1, order), 2, order).ids).toEqual([3, 1, 2, 4])
    expect(flipped(one, 4).ids).toEqual([])
    expect(extended(noChoice, 3, order).ids).toEqual([3])
  })

  test('forgets what is gone', () => {
    const both = { ids: [1, 9], anchor: 1 }
    expect(remaining(both, lines).ids).toEqual([1])
    expect(remaining({ ids: [1], anchor: 1 }, lines).ids).toEqual([1])
  })
})

test('a counted number takes the place of the recorded one', () => {
  const row = line(1, 'Pune', 40)
  expect(lineOf(row, undefined)).toMatchObject({ people: 40, mailable: -1, counted: false })
  expect(lineOf(row, { id: 1, people: 42, mailable: 30 })).toMatchObject({ people: 42, mailable: 30, counted: true })
})
