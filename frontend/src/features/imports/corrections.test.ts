import { expect, test } from 'vitest'
import { allSuggestions, correct, type Problem } from './corrections'

const problem = (change: Partial<Problem>): Problem => ({ row: 5, index: 0, column: 'Email', value: 'asha@gamil.com', suggestion: 'asha@gmail.com', code: 'email_typo', message: '', skipped: false, ...change })

test('a later correction of the same cell takes the place of the earlier', () => {
  const first = correct([], problem({}), 'a@x.in', false)
  const second = correct(first, problem({}), 'b@x.in', false)
  expect(second).toEqual([{ row: 5, index: 0, from: 'asha@gamil.com', to: 'b@x.in' }])
  expect(correct(second, problem({ row: 6 }), 'c@x.in', false)).toHaveLength(2)
})

test('every equal cell of a column is corrected by one correction, other texts by others', () => {
  const poona = correct([], problem({ index: 2, value: 'Poona' }), 'Pune', true)
  expect(poona).toEqual([{ row: 0, index: 2, from: 'Poona', to: 'Pune' }])
  expect(correct(poona, problem({ index: 2, value: 'Bombay' }), 'Mumbai', true)).toHaveLength(2)
})

test('all suggestions are taken, and what has none is left alone', () => {
  const list = allSuggestions([], [problem({}), problem({ row: 9, suggestion: '' }), problem({ row: 12, suggestion: 'ravi@gmail.com' })])
  expect(list.map((one) => [one.row, one.to])).toEqual([[5, 'asha@gmail.com'], [12, 'ravi@gmail.com']])
})
