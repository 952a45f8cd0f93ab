import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import tokens from '../../../../backend/rule/testdata/tokens.golden.json'
import { setBridgeFake } from '../../bridge/fake'
import { t } from '../../i18n/editors'
import { kinds, type Params } from '../../rule'
import { facets } from './facets'
import { hasEditor } from './index'
import { choose, openShop, press, show, write } from './shop.fixture'

beforeEach(openShop)

afterEach(() => {
  cleanup()
  setBridgeFake(null)
})

const field: Params = { type: 'field', field: 'city', op: 'any_of', values: ['Pune'] }
const orders: Params = { type: 'event', event: 'purchased', count: { op: 'at_least', n: 2 }, window: { kind: 'last', n: 365, unit: 'day' } }

describe("Go's tokens", () => {
  it.each(Object.entries(tokens))('of %s each open an editor of their own kind', (kind, edits) => {
    const known = facets[kind as Params['type']].flatMap((f) => f.edits)
    expect((edits as string[]).filter((e) => !known.includes(e) || !hasEditor(e))).toEqual([])
  })

  it('are known for every kind, and none but plain words and the verb opens nothing', () => {
    expect(Object.keys(tokens).sort()).toEqual([...kinds].sort())
    expect(hasEditor('not') || hasEditor('')).toBe(false)
  })

  it('lead to every part of a condition by its name', () => {
    for (const all of Object.values(facets)) {
      const names = all.map((f) => t.facets[f.key])
      expect(names.every(Boolean)).toBe(true)
      expect(new Set(names).size).toBe(names.length)
    }
  })
})

describe('the editor of values', () => {
  it('ticks values with how many people have them', async () => {
    const params = show(field, 'values')
    const mumbai = await screen.findByRole('checkbox', { name: /Mumbai/ })
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /Pune/ }).checked).toBe(true)
    expect(screen.getByText('1,204')).toBeTruthy()
    expect((await screen.findByText('No value')).parentElement?.textContent).toBe('No value100')
    fireEvent.click(mumbai)
    expect(params().values).toEqual(['Pune', 'Mumbai'])
  })

  it('adds a written value that nobody has yet', async () => {
    const params = show(field, 'values')
    await screen.findByRole('searchbox')
    write('searchbox', 'Find a value', 'Nashik')
    fireEvent.click(await screen.findByRole('button', { name: 'Add “Nashik”' }))
    expect(params().values).toEqual(['Pune', 'Nashik'])
  })

  it('walks a long list with the arrow keys and draws only a part of it', async () => {
    const many = Array.from({ length: 200 }, (_, i) => ({ value: `City ${i}`, people: 200 - i }))
    openShop()
    setBridgeFake({ segments: { values: async () => many, fields: async () => [{ key: 'city', name: 'City', type: 'text', derived: false }], traitFacts: async () => ({ people: 1, of: 1, missing: 0, text: '', top: [] }) } })
    show({ type: 'field', field: 'city', op: 'any_of', values: [] }, 'values')
    fireEvent.keyDown(await screen.findByRole('searchbox'), { key: 'ArrowDown' })
    await screen.findByRole('checkbox', { name: /City 0/ })
    fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'ArrowDown' })
    expect(document.activeElement?.closest('[data-line]')?.textContent).toContain('City 0')
    expect(screen.getAllByRole('checkbox').length).toBeLessThan(30)
    for (let i = 0; i < 40; i++) fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' })
    expect(document.activeElement?.closest('[data-line]')?.textContent).toContain('City 40')
  })

  it('says what becomes of people with no value, and turns it round by a second rule', async () => {
    const onJoin = vi.fn()
    show(field, 'values', { onJoin })
    expect(await screen.findByText('100 people have no value and are left out.')).toBeTruthy()
    press('Keep them in too')
    expect(onJoin).toHaveBeenCalledWith({ params: { type: 'field', field: 'city', op: 'is_set' }, not: true, how: 'or' })
    cleanup()
    show(field, 'values', { not: true, onJoin })
    expect(await screen.findByText('100 people have no value and are kept in.')).toBeTruthy()
    press('Leave them out')
    expect(onJoin).toHaveBeenLastCalledWith({ params: { type: 'field', field: 'city', op: 'is_set' }, how: 'and' })
  })

  it('asks a yes-or-no field in yes and no', async () => {
    const params = show({ type: 'field', field: 'member', op: 'is_true' }, 'values')
    fireEvent.click(await screen.findByRole('button', { name: 'is filled in' }))
    expect(params()).toEqual({ type: 'field', field: 'member', op: 'is_set' })
  })

  it('writes one text where the text is compared', async () => {
    const params = show({ type: 'field', field: 'email', op: 'ends_with', text: '@a.in' }, 'text')
    await screen.findByRole('textbox', { name: 'Text' })
    write('textbox', 'Text', '@b.in')
    expect(params()).toMatchObject({ op: 'ends_with', text: '@b.in' })
  })

  it('looks at a part of the email address', async () => {
    const params = show({ type: 'field', field: 'email', op: 'ends_with', text: '@a.in' }, 'text')
    await choose('Part of the address', 'the mailbox provider')
    expect(params()).toEqual({ type: 'field', field: 'email', part: 'provider', op: 'any_of', values: [] })
  })

  it('asks a list for all of its items, or how many there are', async () => {
    const params = show({ type: 'field', field: 'tags', op: 'any_of', values: ['VIP'] }, 'values')
    await choose('How to compare', 'has all of')
    expect(params()).toMatchObject({ op: 'all_of', values: ['VIP'] })
    await choose('How to compare', 'has a number of entries')
    press('exactly')
    expect(params()).toEqual({ type: 'field', field: 'tags', op: 'number', count: { op: 'exactly', n: 1 } })
  })

  it('compares a field with another of the same type', async () => {
    const params = show({ type: 'field', field: 'joined', op: 'is_set' }, 'date')
    await screen.findByRole('combobox', { name: /How to compare/ })
    press('compared with')
    await choose('Compared with', 'Renewal')
    await choose('How to compare', 'is before')
    expect(params()).toEqual({ type: 'field', field: 'joined', other: 'renewal', op: 'lt' })
    await choose('Compared with', 'a value')
    expect(params()).toEqual({ type: 'field', field: 'joined', op: 'window', window: { kind: 'last', n: 30, unit: 'day' } })
  })

  it('asks for an anniversary in the next days', async () => {
    const params = show({ type: 'field', field: 'joined', op: 'window', window: { kind: 'next', n: 7, unit: 'day' } }, 'date')
    await choose('How to compare', 'has its anniversary')
    expect(params()).toEqual({ type: 'field', field: 'joined', op: 'anniversary', window: { kind: 'next', n: 7, unit: 'day' } })
  })

  it('turns to another field and asks it anew', async () => {
    const params = show(field, 'values')
    await screen.findByRole('searchbox')
    press('about')
    await choose('About', 'Points')
    expect(params()).toEqual({ type: 'field', field: 'points', op: 'gte', value: '1' })
  })
})

describe('the editors of numbers', () => {
  it('steps an amount and keeps it a decimal text', () => {
    const params = show({ type: 'measure', event: 'purchased', measure: 'sum', property: 'amount', op: 'gte', value: '5000' }, 'number')
    press('More')
    expect(params().value).toBe('5500')
  })

  it('asks for a number between two', async () => {
    const params = show({ type: 'field', field: 'points', op: 'gte', value: '5' }, 'number')
    await choose('How to compare', 'between')
    expect(params()).toEqual({ type: 'field', field: 'points', op: 'between', value: '5', to: '5' })
    expect(screen.getByText('Both ends count.')).toBeTruthy()
    fireEvent.click(screen.getAllByRole('button', { name: 'More' })[0]!)
    expect(screen.getByText('The smaller one is taken as the lower end.')).toBeTruthy()
  })

  it('changes the way of counting with the numbers it needs', () => {
    const params = show(orders, 'count')
    press('between')
    expect(params().count).toEqual({ op: 'between', n: 2, to: 3 })
    press('at most')
    expect(params().count).toEqual({ op: 'at_most', n: 2 })
  })

  it('never asks for at least none', () => {
    const params = show({ ...orders, count: { op: 'exactly', n: 0 } }, 'count')
    press('at least')
    expect(params().count).toEqual({ op: 'at_least', n: 1 })
  })
})

describe('the editor of time', () => {
  it('offers what is asked most in one press', () => {
    const params = show(orders, 'window')
    expect(screen.getByRole('button', { name: '1 year' }).getAttribute('aria-pressed')).toBe('true')
    press('90 days')
    expect(params().window).toEqual({ kind: 'last', n: 90, unit: 'day' })
  })

  it('has the calendar, the fiscal year among it, and between two times ago', async () => {
    const params = show(orders, 'window')
    await choose('When', 'this or last week, month …')
    await choose('Which', 'last fiscal year')
    expect(params().window).toEqual({ kind: 'calendar', name: 'last_fiscal_year' })
    await choose('When', 'between … and … ago')
    expect(params().window).toEqual({ kind: 'between_ago', n: 30, to: 60, unit: 'day' })
    await choose('When', 'at any time')
    expect('window' in params()).toBe(false)
  })

  it('chooses the first or the last for a recency', () => {
    const params = show({ type: 'recency', event: 'purchased', which: 'last', window: { kind: 'more_than_ago', n: 60, unit: 'day' } }, 'window')
    press('The first one')
    expect(params().which).toBe('first')
  })

  it('says how many were never mailed and kept in, and adds the rule that takes them out', async () => {
    const onAdd = vi.fn()
    const opened: Params = { type: 'event', event: 'opened', window: { kind: 'last', n: 30, unit: 'day' } }
    show(opened, 'window', { not: true, onAdd })
    expect(await screen.findByText(/never mailed in that time: 42 of them/)).toBeTruthy()
    expect(await screen.findByText(/joined in that time did not do it either: 42 of them/)).toBeTruthy()
    press('Only people who joined before that')
    expect(onAdd).toHaveBeenCalledWith({ type: 'field', field: 'joined', op: 'window', window: { kind: 'more_than_ago', n: 30, unit: 'day' } })
    press('Only people mailed at least 3 times')
    expect(onAdd).toHaveBeenCalledWith({ type: 'event', event: 'sent', count: { op: 'at_least', n: 3 }, window: opened.window })
    cleanup()
    show(opened, 'window', { onAdd })
    expect(screen.queryByText(/never mailed/)).toBeNull()
  })
})

describe('the editor of filters', () => {
  it('adds a filter on the first property, turns it round and removes it', async () => {
    const params = show(orders, 'where')
    fireEvent.click(await screen.findByRole('button', { name: 'Look only at some of them' }))
    expect(params().where).toEqual([{ property: 'category', op: 'any_of', values: [] }])
    fireEvent.click(within(screen.getByRole('group', { name: 'Is or is not' })).getByRole('button', { name: 'is not' }))
    expect(params().where?.[0]?.not).toBe(true)
    press('Remove the filter on Category')
    expect('where' in params()).toBe(false)
  })

  it('nests a group of filters and joins it by all, any or none', async () => {
    const params = show({ ...orders, where: [{ property: 'category', op: 'is_set' }] }, 'where')
    fireEvent.click(await screen.findByRole('button', { name: 'Add a group' }))
    expect(params().where?.[1]).toEqual({ any: [{ property: 'amount', op: 'gte', value: '1' }, { property: 'product', op: 'any_of', values: [] }] })
    fireEvent.click(within(screen.getByRole('group', { name: 'Match' })).getByRole('button', { name: 'none' }))
    expect(params().where?.[1]?.none).toHaveLength(2)
    press('Remove the filter on Amount')
    press('Remove this group of filters')
    expect(params().where).toEqual([{ property: 'category', op: 'is_set' }])
  })

  it('sets hours past midnight in one press', async () => {
    const params = show({ ...orders, where: [{ property: 'hour', op: 'between', value: '19', to: '22' }] }, 'where')
    press('10 pm to 5 am')
    expect(params().where).toEqual([{ property: 'hour', op: 'between', value: '22', to: '4' }])
  })

  it('keeps weekdays in the order of the week', () => {
    const params = show({ ...orders, where: [{ property: 'weekday', op: 'any_of', values: ['sat', 'sun'] }] }, 'where')
    press('Mon')
    expect(params().where?.[0]?.values).toEqual(['mon', 'sat', 'sun'])
  })

  it('is reached from an event that has no filter yet, and stays while one comes', async () => {
    const params = show(orders, 'count')
    press('only some of them')
    fireEvent.click(await screen.findByRole('button', { name: 'Look only at some of them' }))
    expect(params().where).toHaveLength(1)
    expect(screen.getByRole('button', { name: 'Remove the filter on Category' })).toBeTruthy()
  })
})
