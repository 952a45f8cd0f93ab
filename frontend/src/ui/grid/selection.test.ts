import { expect, it } from 'vitest'
import { everybody, isChosen, nobody, only, sizeOf, toggled, withRows } from './selection'

it('is a list of rows, or all but some', () => {
  expect(sizeOf(nobody, 10)).toBe(0)
  expect(sizeOf(everybody, 1_000_000)).toBe(1_000_000)
  const but = toggled(toggled(everybody, 3), 4)
  expect(sizeOf(but, 10)).toBe(8)
  expect([isChosen(but, 3), isChosen(but, 5)]).toEqual([false, true])
  expect(sizeOf(toggled(but, 3), 10)).toBe(9)
})

it('grows and shrinks by stretches of rows', () => {
  const some = withRows(only(1), [1, 2, 3], true)
  expect([...some.ids]).toEqual([1, 2, 3])
  expect(sizeOf(withRows(some, [2, 9], false), 10)).toBe(2)
  expect(sizeOf(withRows(everybody, [1, 2], false), 10)).toBe(8)
  expect(sizeOf(withRows(withRows(everybody, [1, 2], false), [2], true), 10)).toBe(9)
})
