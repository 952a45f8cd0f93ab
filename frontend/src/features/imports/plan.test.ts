import { describe, expect, test } from 'vitest'
import { inspection } from './fixture'
import { changeKind, doubtfulDates, firstOpen, guessedAnew, mapColumn, targetOf } from './plan'
import { steps } from './task'

describe('the plan of an import', () => {
  const { choices, targets } = inspection()

  test('a meaning that stands once leaves the column that had it', () => {
    const mapping = mapColumn(choices.mapping, 1, 'field:email')
    expect(targetOf(mapping, 0)).toBe('')
    expect(targetOf(mapping, 1)).toBe('field:email')
  })

  test('several columns can become new fields of the same type', () => {
    const mapping = mapColumn(mapColumn(choices.mapping, 1, 'new:text'), 2, 'new:text')
    expect([targetOf(mapping, 1), targetOf(mapping, 2)]).toEqual(['new:text', 'new:text'])
  })

  test('turning orders into people leaves out what only orders have', () => {
    const orders = { ...choices, kind: 'orders', mapping: mapColumn(choices.mapping, 2, 'event:amount') }
    expect(targetOf(changeKind(orders, 'people', targets).mapping!, 2)).toBe('')
    expect(targetOf(changeKind(orders, 'orders', targets).mapping!, 2)).toBe('event:amount')
  })

  test('guessing anew keeps what the user chose against the first guess', () => {
    const seen = inspection()
    const chosen = { ...choices, mapping: mapColumn(choices.mapping, 2, 'field:city') }
    const guessed = { ...choices, kind: 'people', event: '', mapping: mapColumn(choices.mapping, 2, 'new:date') }
    const change = guessedAnew(chosen, seen, guessed)
    expect([targetOf(change.mapping!, 1), targetOf(change.mapping!, 2)]).toEqual(['', 'field:city'])
    expect(targetOf(guessedAnew(choices, seen, guessed).mapping!, 2)).toBe('new:date')
  })

  test('only dates that read both ways are shown', () => {
    expect(doubtfulDates(inspection()).map((date) => date.text)).toEqual(['03/04/2025'])
  })

  test('the first incomplete step is where one has to go', () => {
    expect(firstOpen(steps, undefined)).toBe('file')
    expect(firstOpen(steps, { ...choices, mapping: [] })).toBe('columns')
    expect(firstOpen(steps, choices)).toBe('permission')
  })
})
