import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setBridgeFake } from '../../../bridge/fake'
import { condition, conditions, group, setParams, type Condition, type Params, type Rule } from '../../../rule'
import { hasEditor, TokenEditor } from './index'

const properties = [
  { key: 'category', name: 'Category', type: 'text' },
  { key: 'amount', name: 'Amount', type: 'money' },
  { key: 'hour', name: 'Hour of day', type: 'number' },
  { key: 'weekday', name: 'Day of week', type: 'text' },
]

beforeEach(() =>
  setBridgeFake({
    segments: {
      values: async (_source, search) =>
        [{ value: 'Mumbai', people: 1204 }, { value: 'Pune', people: 310 }].filter((v) => v.value.toLowerCase().includes(search.toLowerCase())),
      traitFacts: async () => ({ people: 900, of: 1000, top: [] }),
      properties: async () => [{ key: 'purchased', name: 'Purchased', events: 10, properties }],
      list: async () => [{ id: 12, name: 'VIP customers', rule: '', sentence: '', people: 211, mailable: 200, usedIn: '', updatedAt: '' }],
    },
  }),
)

afterEach(() => {
  cleanup()
  setBridgeFake(null)
})

/** Shows an editor over a rule that follows its changes, as the studio does. */
function show(params: Params, edit: string, more: { not?: boolean; onAdd?(p: Params): void } = {}) {
  let now: Condition = condition(params, { id: 'c', not: more.not })
  function Studio() {
    const [rule, setRule] = useState<Rule>({ include: group('all', [now]), exclude: group('any') })
    now = conditions(rule)[0]!
    return <TokenEditor condition={now} edit={edit} onAdd={more.onAdd} onChange={(change) => setRule((r) => setParams(r, 'c', change))} />
  }
  render(<Studio />)
  return () => now.params
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const field: Params = { type: 'field', field: 'city', op: 'any_of', values: ['Pune'] }
const orders: Params = { type: 'event', event: 'purchased', count: { op: 'at_least', n: 2 }, window: { kind: 'last', n: 365, unit: 'day' } }

describe('the editor of values', () => {
  it('ticks values with how many people have them', async () => {
    const params = show(field, 'values')
    const mumbai = await screen.findByRole('checkbox', { name: /Mumbai/ })
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /Pune/ }).checked).toBe(true)
    expect(screen.getByText('1,204')).toBeTruthy()
    fireEvent.click(mumbai)
    expect(params().values).toEqual(['Pune', 'Mumbai'])
  })

  it('adds a written value that nobody has yet', async () => {
    const params = show(field, 'values')
    fireEvent.change(screen.getByRole('searchbox', { name: 'Find a value' }), { target: { value: 'Nashik' } })
    fireEvent.click(await screen.findByRole('button', { name: 'Add “Nashik”' }))
    expect(params().values).toEqual(['Pune', 'Nashik'])
  })

  it('says what becomes of people with no value, either way round', async () => {
    show(field, 'values')
    expect(await screen.findByText('100 people have no value and are left out.')).toBeTruthy()
    cleanup()
    show(field, 'values', { not: true })
    expect(await screen.findByText('100 people have no value and are kept in.')).toBeTruthy()
  })

  it('asks a yes-or-no field in yes and no', () => {
    const params = show({ type: 'field', field: 'member', op: 'is_true' }, 'values')
    press('is filled in')
    expect(params()).toEqual({ type: 'field', field: 'member', op: 'is_set' })
  })

  it('writes one text where the text is compared', () => {
    const params = show({ type: 'field', field: 'email', op: 'ends_with', text: '@a.in' }, 'text')
    fireEvent.change(screen.getByRole('textbox', { name: 'Text' }), { target: { value: '@b.in' } })
    expect(params()).toMatchObject({ op: 'ends_with', text: '@b.in' })
  })
})

describe('the editors of numbers', () => {
  it('steps an amount and keeps it a decimal text', () => {
    const params = show({ type: 'measure', event: 'purchased', measure: 'sum', property: 'amount', op: 'gte', value: '5000' }, 'number')
    press('More')
    expect(params().value).toBe('5500')
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

  it('chooses the first or the last for a recency', () => {
    const params = show({ type: 'recency', event: 'purchased', which: 'last', window: { kind: 'more_than_ago', n: 60, unit: 'day' } }, 'window')
    press('The first one')
    expect(params().which).toBe('first')
  })

  it('says that those never mailed are kept in, and adds the rule that takes them out', () => {
    const onAdd = vi.fn()
    const opened: Params = { type: 'event', event: 'opened', window: { kind: 'last', n: 30, unit: 'day' } }
    show(opened, 'window', { not: true, onAdd })
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
})

describe('the other editors', () => {
  it('ticks saved segments and lets go of one that was deleted', async () => {
    const params = show({ type: 'segment', segments: [99] }, 'segment')
    fireEvent.click(await screen.findByRole('checkbox', { name: /VIP customers/ }))
    expect(params().segments).toEqual([99, 12])
    fireEvent.click(screen.getByRole('checkbox', { name: /was deleted/ }))
    expect(params().segments).toEqual([12])
  })

  it('looks at opens or clicks of the last emails and says who is not asked', () => {
    const params = show({ type: 'messages', n: 3, action: 'opened', count: { op: 'exactly', n: 0 } }, 'messages')
    press('The last 5')
    press('clicked')
    expect(params()).toMatchObject({ n: 5, action: 'clicked', count: { op: 'exactly', n: 0 } })
    expect(screen.getByText(/fewer than 5 emails are left out/)).toBeTruthy()
  })

  it('has an editor for every kind but "not" and plain words', () => {
    const kinds = ['values', 'number', 'count', 'window', 'where', 'text', 'date', 'segment', 'messages', 'measure']
    expect(kinds.filter((k) => !hasEditor(k))).toEqual([])
    expect(hasEditor('not') || hasEditor('')).toBe(false)
  })
})
