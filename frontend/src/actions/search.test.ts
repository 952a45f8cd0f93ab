import { expect, it } from 'vitest'
import { best, fit } from './search'

it('finds what every typed word stands in, in any order and without accents', () => {
  expect(fit('Go to Segments', 'seg go')).toBeGreaterThan(0)
  expect(fit('Café buyers', 'cafe')).toBeGreaterThan(0)
  expect(fit('Go to Segments', 'people')).toBe(0)
  expect(fit('अभियान पर जाएँ', 'अभि')).toBeGreaterThan(0)
})

it('puts the beginning of a word before its middle, and the shorter before the longer', () => {
  const found = (typed: string) => best(['Unsegmented', 'Segments', 'New segment', 'Segments of last year'], (s) => s, typed, 9)
  expect(found('segm')).toEqual(['Segments', 'Segments of last year', 'New segment', 'Unsegmented'])
})

it('offers everything in its order while nothing is typed, up to a limit', () => {
  expect(best(['b', 'a', 'c'], (s) => s, ' ', 2)).toEqual(['b', 'a'])
})
