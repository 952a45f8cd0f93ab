import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setBridgeFake } from '../../bridge/fake'
import { speak } from '../../i18n/language'
import type { Params } from '../../rule'
import { choose, openShop, press, show, write } from './shop.fixture'

beforeEach(openShop)

afterEach(() => {
  cleanup()
  setBridgeFake(null)
  speak('en')
})

const inGroup = (group: string, name: string) => fireEvent.click(within(screen.getByRole('group', { name: group })).getByRole('button', { name }))

describe('events', () => {
  it('turn to another event and let go of filters it does not carry', async () => {
    const params = show({ type: 'event', event: 'purchased', where: [{ property: 'amount', op: 'gte', value: '5' }] }, 'count')
    press('what they did')
    await choose('What they did', 'Visited a page')
    expect(params()).toEqual({ type: 'event', event: 'visited' })
  })
})

describe('the n-th event', () => {
  const nth: Params = { type: 'nth', event: 'purchased', n: 1, has: [{ property: 'amount', op: 'gte', value: '5' }] }
  it('is the first, the last or any counted from either end', () => {
    const params = show(nth, 'number')
    press('last')
    expect(params().n).toBe(-1)
    press('the first one')
    press('third')
    inGroup('Count from', 'the last one')
    expect(params().n).toBe(-3)
  })

  it('has to be like something', async () => {
    const params = show(nth, 'has')
    fireEvent.click(await screen.findByRole('button', { name: 'And' }))
    expect(params().has).toHaveLength(2)
  })
})

describe('regularity', () => {
  const regular: Params = { type: 'regular', event: 'purchased', of: 6, unit: 'month', count: { op: 'at_least', n: 4 } }
  it('counts in how many of the last periods', () => {
    const params = show(regular, 'count')
    inGroup('How many', 'exactly')
    expect(params().count).toEqual({ op: 'exactly', n: 4 })
  })

  it('looks at so many weeks or months', async () => {
    const params = show(regular, 'window')
    press('8 weeks')
    expect(params()).toMatchObject({ of: 8, unit: 'week' })
    await choose('Unit', 'days')
    expect(params().unit).toBe('day')
  })
})

describe('used to, but not lately', () => {
  const lapsed: Params = { type: 'lapsed', event: 'purchased', used: { kind: 'last', n: 365, unit: 'day' }, lately: { kind: 'last', n: 90, unit: 'day' } }
  it('has two times of its own, which are always there', () => {
    const params = show(lapsed, 'used')
    press('180 days')
    expect(params().used).toEqual({ kind: 'last', n: 180, unit: 'day' })
    press('since when not')
    press('60 days')
    expect(params().lately).toEqual({ kind: 'last', n: 60, unit: 'day' })
    fireEvent.click(screen.getByRole('combobox', { name: /and not once/ }))
    expect(screen.queryByRole('option', { name: 'at any time' })).toBeNull()
  })
})

describe('measures', () => {
  it('reckon with a property, or with the events alone', async () => {
    const params = show({ type: 'measure', event: 'purchased', measure: 'sum', property: 'amount', op: 'gte', value: '1' }, 'measure')
    await screen.findByRole('combobox', { name: 'Of what: Amount' })
    await choose('What to reckon', 'how many different values of')
    await choose('Of what', 'Product')
    expect(params()).toMatchObject({ measure: 'distinct', property: 'product' })
    await choose('What to reckon', 'days since the last')
    expect(params().measure).toBe('since_last')
    expect('property' in params()).toBe(false)
  })
})

describe('the last emails', () => {
  const ignored: Params = { type: 'messages', n: 3, action: 'opened', count: { op: 'exactly', n: 0 } }
  it('were opened or clicked, and say who is not asked', () => {
    const params = show(ignored, 'messages')
    press('The last 5')
    press('clicked')
    expect(params()).toMatchObject({ n: 5, action: 'clicked', count: { op: 'exactly', n: 0 } })
    expect(screen.getByText(/fewer than 5 emails are left out/)).toBeTruthy()
  })

  it('count what machines did only when asked to', () => {
    const params = show(ignored, 'messages')
    fireEvent.click(screen.getByRole('checkbox', { name: /machines/ }))
    expect(params().machines).toBe(true)
    fireEvent.click(screen.getByRole('checkbox', { name: /machines/ }))
    expect('machines' in params()).toBe(false)
  })
})

describe('sequences', () => {
  const sequence: Params = { type: 'sequence', steps: [{ event: 'purchased' }, { event: 'visited', within: { n: 7, unit: 'day' } }] }
  it('add, move and remove steps', async () => {
    const params = show(sequence, 'step')
    press('Add a step')
    expect(params().steps).toHaveLength(3)
    press('Move step 2 up')
    expect(params().steps?.map((s) => s.event)).toEqual(['visited', 'purchased', ''])
    expect(params().steps?.[0]?.within).toBeUndefined()
    expect(params().steps?.[1]?.within).toEqual({ n: 7, unit: 'day' })
    press('Remove step 3')
    expect(params().steps).toHaveLength(2)
    expect(screen.queryByRole('button', { name: 'Remove step 1' })).toBeNull()
  })

  it('end in something that did not happen within a time', () => {
    const params = show({ ...sequence, steps: [{ event: 'purchased' }, { event: 'visited' }] }, 'step')
    press('did not')
    expect(params().steps?.[1]).toEqual({ event: 'visited', not: true, within: { n: 7, unit: 'day' } })
    expect(screen.getByText(/have not done it within this time/)).toBeTruthy()
  })

  it('keep a missing step the last one', () => {
    const params = show({ ...sequence, steps: [{ event: 'purchased' }, { event: 'visited', not: true, within: { n: 1, unit: 'day' } }] }, 'step')
    press('Add a step')
    expect(params().steps?.[1]?.not).toBeUndefined()
  })

  it('start from any or the last, and share a property', async () => {
    const params = show(sequence, 'same')
    press('the last one')
    expect(params().which).toBe('last')
    await choose('The same in every step', 'Product')
    expect(params().same).toBe('product')
  })

  it('filter each step by what it carries', async () => {
    const params = show(sequence, 'where')
    const second = screen.getByRole('group', { name: 'Step 2' })
    fireEvent.click(await within(second).findByRole('button', { name: 'Look only at some of them' }))
    expect(params().steps?.[1]?.where).toEqual([{ property: 'category', op: 'any_of', values: [] }])
  })
})

describe('habits', () => {
  it('are a usual hour, weekday or anything else, seen often enough', async () => {
    const params = show({ type: 'habit', event: 'purchased', is: { property: 'hour', op: 'between', value: '19', to: '22' } }, 'is')
    press('6 am to noon')
    expect(params().is).toMatchObject({ value: '6', to: '11' })
    await choose('What', 'Day of week')
    expect(params().is).toEqual({ property: 'weekday', op: 'any_of', values: ['sat', 'sun'] })
    fireEvent.click(screen.getByRole('button', { name: 'More' }))
    expect(params().min).toBe(4)
  })
})

describe('rankings', () => {
  const rank: Params = { type: 'rank', end: 'top', n: 10, unit: 'percent', event: 'purchased', measure: 'sum', property: 'amount' }
  it('take the top or bottom so many people or per cent', () => {
    const params = show(rank, 'number')
    press('bottom')
    inGroup('People or per cent', 'people')
    press('100')
    expect(params()).toMatchObject({ end: 'bottom', unit: 'people', n: 100 })
  })

  it('go by what people did, or by something known about them', async () => {
    const params = show({ ...rank, window: { kind: 'last', n: 30, unit: 'day' } }, 'measure')
    await choose('Ranked by', 'something known about them')
    expect(params()).toEqual({ type: 'rank', end: 'top', n: 10, unit: 'percent', field: 'joined' })
    expect(screen.queryByRole('button', { name: 'when' })).toBeNull()
    await choose('About', 'Points')
    expect(params().field).toBe('points')
  })

  it('are among everyone or some segments', async () => {
    const params = show(rank, 'number')
    press('among whom')
    fireEvent.click(await screen.findByRole('checkbox', { name: /VIP customers/ }))
    expect(params().among).toEqual([12])
    fireEvent.click(screen.getByRole('checkbox', { name: /VIP customers/ }))
    expect('among' in params()).toBe(false)
  })
})

describe('segments', () => {
  it('are ticked, and one that was deleted can be let go', async () => {
    const params = show({ type: 'segment', segments: [99] }, 'segment')
    fireEvent.click(await screen.findByRole('checkbox', { name: /VIP customers/ }))
    expect(params().segments).toEqual([99, 12])
    fireEvent.click(screen.getByRole('checkbox', { name: /was deleted/ }))
    expect(params().segments).toEqual([12])
  })

  it('were entered or left lately', async () => {
    const params = show({ type: 'history', segments: [12], change: 'entered', window: { kind: 'last', n: 7, unit: 'day' } }, 'segment')
    press('dropped out')
    expect(params().change).toBe('left')
    press('when')
    press('30 days')
    expect(params().window).toEqual({ kind: 'last', n: 30, unit: 'day' })
  })
})

describe('standing as an addressee', () => {
  it('has a permission, its basis and since when', async () => {
    const params = show({ type: 'consent', purpose: 'marketing' }, 'values')
    fireEvent.click(screen.getByRole('checkbox', { name: 'they agreed' }))
    press('withdrawn')
    expect(params()).toEqual({ type: 'consent', purpose: 'marketing', basis: ['consent'], state: 'withdrawn' })
    fireEvent.click(await screen.findByRole('checkbox', { name: 'contract' }))
    expect(params().basis).toEqual(['consent', 'contract'])
    await choose('For what', 'surveys')
    expect(params().purpose).toBe('surveys')
    await choose('For what', 'Another purpose')
    write('textbox', 'Another purpose', 'offers')
    expect(params().purpose).toBe('offers')
  })

  it('is blocked for some reasons', () => {
    const params = show({ type: 'suppressed' }, 'values')
    fireEvent.click(screen.getByRole('checkbox', { name: 'they complained' }))
    expect(params().reasons).toEqual(['complaint'])
    fireEvent.click(screen.getByRole('checkbox', { name: 'they complained' }))
    expect('reasons' in params()).toBe(false)
  })

  it('is bounced hard or soft, a role address, or never engaged', async () => {
    const params = show({ type: 'health', is: 'bounced' }, 'values')
    press('for good')
    expect(params()).toEqual({ type: 'health', is: 'bounced', bounce: 'hard' })
    await choose('What to look at', 'a role address such as info@')
    expect(params()).toEqual({ type: 'health', is: 'role' })
    expect(screen.queryByRole('button', { name: 'when' })).toBeNull()
  })
})

describe('a random part', () => {
  it('goes from one per cent to another under a name', () => {
    const params = show({ type: 'split', name: 'A', to: '10' }, 'number')
    press('20 %')
    expect(params()).toEqual({ type: 'split', name: 'A', to: '20' })
    fireEvent.click(screen.getAllByRole('button', { name: 'More' })[0]!)
    expect(params()).toMatchObject({ from: '1', to: '20' })
    press('its name')
    write('textbox', 'Name of the split', 'spring')
    expect(params().name).toBe('spring')
  })
})

describe('in Hindi', () => {
  it('reads in Hindi', () => {
    speak('hi')
    show({ type: 'event', event: 'purchased', count: { op: 'at_least', n: 2 } }, 'count')
    expect(screen.getByRole('button', { name: 'कम से कम' }).getAttribute('aria-pressed')).toBe('true')
    expect(screen.getByRole('group', { name: 'इस नियम के बारे में और' })).toBeTruthy()
  })
})
