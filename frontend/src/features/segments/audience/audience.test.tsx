import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { BridgeFake, PersonRow, RuleCount } from '../../../bridge/client'
import { setBridgeFake } from '../../../bridge/fake'
import { speak } from '../../../i18n/language'
import { writeRule } from '../../../rule'
import { useAnswer } from '../state/answer'
import { openDraft } from '../state/draft'
import { currentDraft, showDraft, undo } from '../state/drafts'
import { AudiencePane } from './AudiencePane'

const rule = '{"version":1,"include":{"id":"r","all":[{"id":"a","type":"everyone"}]}}'
const person = (id: number, name: string, more: Partial<PersonRow> = {}): PersonRow => ({ id, name, email: '', initials: name.slice(0, 1), summary: 'Pune', mailable: true, why: '', ...more })
const crowd = (from: number, n: number) => Array.from({ length: n }, (_, i) => person(from + i, `Person ${from + i}`))
const count = { people: 90, contacts: 1000, mailable: 60, noAddress: 0, noConsent: 20, suppressed: 10, paused: 0, nearMisses: 7 } as RuleCount

const sample = vi.fn(async (_rule: string, _near: boolean, offset: number, limit: number) => ({ people: crowd(offset + 1, Math.min(limit, 90 - offset)), total: 90 }))
const nearPeople = vi.fn(async () => ({ people: [person(501, 'Imran Shah')], total: 3 }))
const statusPeople = vi.fn(async () => ({ people: [person(601, 'Rohan Gupta')], total: 20 }))
const why = vi.fn(async (_rule: string, id: number, day: string) => ({
  in: day === '' && id < 500, at: '', lanes: [{ id: 'r', path: '/include', mode: '', lane: 'include', text: 'placed 2 orders', match: id < 500, muted: false, facts: '1 order', children: [] }],
}))

function fake(more: BridgeFake['segments'] = {}) {
  setBridgeFake({
    segments: {
      sample, nearPeople, statusPeople, why,
      nearMisses: async () => [{ id: 'a', path: '/include/all/0', text: 'placed 2 orders', people: 4 }, { id: 'b', path: '/include/all/1', text: 'live in Pune', people: 3 }],
      pins: async () => ({ always: [{ id: 1, name: 'Person 1', reason: 'a friend' }], never: [] }),
      ...more,
    },
    people: { list: async (search) => ({ people: search === 'zoya' ? [person(700, 'Zoya Khan')] : [], total: 0 }) },
  })
}

beforeEach(() => {
  fake()
  showDraft(3, openDraft(3, 'Quiet', rule))
  useAnswer.setState({ document: rule, count })
  render(<AudiencePane />)
})

afterEach(() => {
  cleanup()
  setBridgeFake(null)
  speak('en')
  vi.clearAllMocks()
})

const button = (name: string | RegExp) => screen.getByRole('button', { name })

describe('people', () => {
  it('come page by page', async () => {
    const list = await screen.findByRole('list', { name: 'People: In the segment' })
    expect(within(list).getAllByRole('listitem')).toHaveLength(40)
    fireEvent.click(button('Show more (40 of 90)'))
    await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(80))
    fireEvent.click(button('Show more (80 of 90)'))
    await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(90))
    expect(screen.queryByRole('button', { name: /Show more/ })).toBeNull()
    expect(new Set(within(list).getAllByRole('listitem').map((li) => li.textContent)).size).toBe(90)
  })

  it('who miss are under the clause they fail, with its own number', async () => {
    const near = button(/Near misses/)
    expect(near.textContent).toBe('Near misses 7')
    expect(near.getAttribute('aria-label')).toBeNull()
    fireEvent.click(near)
    expect((await screen.findByRole('button', { name: /placed 2 orders/ })).textContent).toContain('4')
    fireEvent.click(button(/live in Pune/))
    await waitFor(() => expect(nearPeople).toHaveBeenLastCalledWith(rule, '/include/all/1', 0, expect.anything()))
    expect(button(/placed 2 orders/).getAttribute('aria-expanded')).toBe('false')
  })

  it('are explained, at the end of any past day too', async () => {
    fireEvent.click(await screen.findByRole('button', { name: /^Person 1 ?Pune/ }))
    expect(await screen.findByText('In the segment', { selector: '.why-verdict' })).toBeTruthy()
    expect(screen.getByText('1 order')).toBeTruthy()
    fireEvent.change(screen.getByLabelText('As of'), { target: { value: '2026-01-15' } })
    expect(await screen.findByText(/Was not in the segment at the end of 15 Jan 2026/)).toBeTruthy()
    expect(why).toHaveBeenLastCalledWith(rule, 1, '2026-01-15')
    fireEvent.click(button('Now'))
    expect(await screen.findByText('In the segment', { selector: '.why-verdict' })).toBeTruthy()
  })

  it('outside are found and told why not', async () => {
    fireEvent.change(screen.getByRole('searchbox', { name: /Why not/ }), { target: { value: 'zoya' } })
    fireEvent.click(await screen.findByRole('button', { name: /Zoya Khan/ }))
    expect(await screen.findByText('Not in the segment')).toBeTruthy()
    fireEvent.change(screen.getByRole('searchbox', { name: /Why not/ }), { target: { value: 'nobody' } })
    expect(await screen.findByText('Nobody has this name or address.')).toBeTruthy()
  })
})

describe('people chosen by hand', () => {
  const pinFirst = async () => {
    fireEvent.click(await screen.findByRole('button', { name: /^Person 1 ?Pune/ }))
    fireEvent.click(await screen.findByRole('button', { name: 'Never in' }))
    fireEvent.change(await screen.findByRole('textbox', { name: 'Why?' }), { target: { value: ' on the phone ' } })
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Never in' }))
  }

  it('are one step of the history, with the reason', async () => {
    await pinFirst()
    expect(JSON.parse(writeRule(currentDraft().rule)).never).toEqual([{ contact: 1, reason: 'on the phone' }])
    expect(currentDraft().past.at(-1)?.label).toBe('Kept Person 1 out by hand')
    expect(await screen.findByRole('button', { name: '1 never in' })).toBeTruthy()
    act(undo)
    expect(currentDraft().rule.never).toBeUndefined()
    expect(screen.queryByRole('button', { name: '1 never in' })).toBeNull()
  })

  it('are listed, and can be left to the rules again', async () => {
    act(() => showDraft(3, openDraft(3, 'Quiet', `${rule.slice(0, -1)},"always":[{"contact":1,"reason":"a friend"}]}`)))
    fireEvent.click(await screen.findByRole('button', { name: '1 always in' }))
    const list = await screen.findByRole('list', { name: 'Always in' })
    expect(list.textContent).toContain('a friend')
    fireEvent.click(within(list).getByRole('button', { name: 'Let the rules decide about Person 1' }))
    expect(currentDraft().rule.always).toBeUndefined()
  })
})

describe('who cannot be mailed', () => {
  it('is listed by reason, with what can be done', async () => {
    fireEvent.click(button(/No marketing consent/))
    const dialog = await screen.findByRole('dialog', { name: 'No marketing consent: 20' })
    expect(dialog.textContent).toContain('without their permission')
    expect(await within(dialog).findByText('Rohan Gupta')).toBeTruthy()
    expect(statusPeople).toHaveBeenCalledWith(rule, 'no_consent', 0, expect.anything())
  })

  it('is no list where there is nobody', () => {
    expect((button(/No email address/) as HTMLButtonElement).disabled).toBe(true)
  })
})

it('speaks Hindi and keeps to the rules of accessibility', async () => {
  await screen.findByRole('list', { name: 'People: In the segment' })
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } })
  expect(violations.map((v) => v.id)).toEqual([])
  act(() => speak('hi'))
  cleanup()
  render(<AudiencePane />)
  expect(screen.getByRole('tab', { name: 'साझा लोग' })).toBeTruthy()
  expect(await screen.findByRole('button', { name: /मार्केटिंग की सहमति नहीं/ })).toBeTruthy()
})
