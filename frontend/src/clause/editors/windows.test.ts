import { describe, expect, it } from 'vitest'
import { t } from '../../i18n/editors'
import type { Window } from '../../rule'
import { condition } from '../../rule'
import { decimal } from './comparison'
import { newFilter, withFilter } from './filters'
import { meetsTheNeverMailed } from './WhoElseNotes'
import { calendarOptions, windowOf, type Kind } from './windows'

const today = new Date(2026, 2, 9)

describe('a window of another kind', () => {
  it('keeps the length and the day', () => {
    expect(windowOf('more_than_ago', { kind: 'last', n: 7, unit: 'week' })).toEqual({ kind: 'more_than_ago', n: 7, unit: 'week' })
    expect(windowOf('between_ago', { kind: 'last', n: 30, unit: 'day' })).toEqual({ kind: 'between_ago', n: 30, to: 60, unit: 'day' })
    expect(windowOf('before', { kind: 'after', from: '2026-01-01' })).toEqual({ kind: 'before', from: '2026-01-01' })
  })

  it('is whole from every kind to every other', () => {
    const kinds = Object.keys(t.windows) as Kind[]
    const whole = (w: Window | undefined) => !w || Object.values(w).every((v) => v !== undefined && v !== '' && !Number.isNaN(v))
    for (const a of kinds)
      for (const b of kinds) {
        const made = windowOf(b, windowOf(a, undefined, today), today)
        expect(made?.kind ?? 'ever').toBe(b)
        expect(whole(made)).toBe(true)
      }
  })

  it('writes days as local days', () => {
    expect(windowOf('after', undefined, today)).toEqual({ kind: 'after', from: '2026-03-09' })
  })

  it('names times to come only where they make sense', () => {
    expect(calendarOptions(false).some((o) => o.value.startsWith('next') || o.value === 'tomorrow')).toBe(false)
    expect(calendarOptions(true).some((o) => o.value === 'next_week')).toBe(true)
  })
})

describe('filters', () => {
  it('begin with something that can be counted, by the type of the property', () => {
    expect(newFilter({ key: 'amount', type: 'money' })).toEqual({ property: 'amount', op: 'gte', value: '1' })
    expect(newFilter({ key: 'hour', type: 'number' }).op).toBe('between')
    expect(newFilter({ key: 'weekday', type: 'text' }).values).toEqual(['sat', 'sun'])
  })

  it('lose the keys that are unset', () => {
    expect(withFilter([{ property: 'a', not: true }, { property: 'b' }], 0, { not: undefined })).toEqual([{ property: 'a' }, { property: 'b' }])
  })

  it('name hours as on a clock face', () => {
    expect([0, 7, 12, 19, 24].map(t.clock)).toEqual(['midnight', '7 am', 'noon', '7 pm', 'midnight'])
  })
})

describe('who was never mailed', () => {
  const opened = (count: object | undefined, not = false) => condition({ type: 'event', event: 'opened', ...(count ? { count: count as never } : {}) }, { not })
  it('meets a rule exactly when none is enough', () => {
    expect(meetsTheNeverMailed(opened(undefined))).toBe(false)
    expect(meetsTheNeverMailed(opened(undefined, true))).toBe(true)
    expect(meetsTheNeverMailed(opened({ op: 'exactly', n: 0 }))).toBe(true)
    expect(meetsTheNeverMailed(opened({ op: 'exactly', n: 0 }, true))).toBe(false)
    expect(meetsTheNeverMailed(opened({ op: 'between', n: 3, to: 0 }))).toBe(true)
    expect(meetsTheNeverMailed(condition({ type: 'event', event: 'purchased' }, { not: true }))).toBe(false)
  })
})

describe('decimals', () => {
  it('are plain digits', () => {
    expect([5000, 0.5, 1e12, -3.25].map(decimal)).toEqual(['5000', '0.5', '1000000000000', '-3.25'])
  })
})
