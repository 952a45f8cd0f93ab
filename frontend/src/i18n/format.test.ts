import { afterEach, expect, it } from 'vitest'
import { followRegion, formatDay, formatMoment, formatNumber, people } from './format'
import { useLanguage } from './language'

afterEach(() => {
  useLanguage.setState({ language: 'en' })
  followRegion({ locale: 'en-IN', timeZone: 'Asia/Kolkata' })
})

it('writes numbers as the region groups them, whatever the language', () => {
  followRegion({ locale: 'en-IN', timeZone: 'Asia/Kolkata' })
  expect(formatNumber(100000)).toBe('1,00,000')
  useLanguage.setState({ language: 'hi' })
  expect(people(100000)).toBe('1,00,000 लोग')
  followRegion({ locale: 'en-US', timeZone: 'America/New_York' })
  expect(formatNumber(100000)).toBe('100,000')
})

it('writes moments by the clock of the workspace, in words of the language', () => {
  followRegion({ locale: 'en-IN', timeZone: 'Asia/Kolkata' })
  expect(formatMoment('2026-11-22T20:00:00Z')).toContain('23 Nov 2026')
  useLanguage.setState({ language: 'hi' })
  expect(formatMoment('2026-11-22T20:00:00Z')).toContain('23')
  expect(formatMoment('2026-11-22T20:00:00Z')).toMatch(/[\u0900-\u097f]/)
})

it('keeps a day without a time the same day in every zone', () => {
  followRegion({ locale: 'en-US', timeZone: 'America/Los_Angeles' })
  expect(formatDay('2026-11-22')).toBe('Nov 22, 2026')
  expect(formatDay('')).toBe('')
})
