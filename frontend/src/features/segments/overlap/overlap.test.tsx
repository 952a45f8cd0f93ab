import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetDeeds, undoDeed } from '../../../actions/deeds'
import type { RuleCount } from '../../../bridge/client'
import { setBridgeFake } from '../../../bridge/fake'
import { parseRule } from '../../../rule'
import { useAnswer } from '../state/answer'
import { newDraft, openDraft } from '../state/draft'
import { showDraft } from '../state/drafts'
import { OverlapScreen } from './OverlapScreen'
import { OverlapTab } from './OverlapTab'

const rule = '{"version":1,"include":{"id":"r","all":[{"id":"a","type":"everyone"}]}}'
const names = ['', 'VIP', 'Lapsed', 'Readers', 'New', 'Broken', 'Sixth']
const choices = [2, 1, 3, 4, 6].map((id, i) => ({ id, name: names[id] ?? '', common: 50 - i * 10 })).concat({ id: 5, name: 'Broken', common: -1 })

const overlap = vi.fn(async (text: string, ids: number[]) => ({
  sets: [...(text ? [{ id: 0, name: '', people: 90 }] : []), ...ids.map((id) => ({ id, name: names[id] ?? '', people: 200 }))],
  regions: [{ in: [1], people: 150, mailable: 100 }, { in: [0], people: 60, mailable: 50 }, { in: [0, 1], people: 30, mailable: 20 }],
}))
const overlapPeople = vi.fn(async () => ({ people: [], total: 0 }))
const regionRule = vi.fn(async () => ({ rule: '{"region":1}', fault: '' }))
const save = vi.fn(async () => ({ id: 44 }) as never)
const remove = vi.fn(async () => undefined)

beforeEach(() => {
  location.hash = ''
  forgetDeeds()
  setBridgeFake({ segments: { overlap, overlapPeople, regionRule, save, delete: remove, overlapChoices: async (_, own) => choices.filter((c) => c.id !== own) } })
  useAnswer.setState({ document: rule, count: { people: 90 } as RuleCount })
})

afterEach(() => {
  cleanup()
  setBridgeFake(null)
  vi.clearAllMocks()
})

const columns = () => within(screen.getByRole('group', { name: 'Overlap' })).getAllByRole('button')
const tab = async () => {
  render(<OverlapTab />)
  await screen.findByRole('group', { name: 'Overlap' })
}

describe('the overlap tab', () => {
  beforeEach(() => showDraft(3, openDraft(3, 'Quiet', rule)))

  it('begins with the four that share most people, and with these people only', async () => {
    await tab()
    expect(overlap).toHaveBeenLastCalledWith(rule, [2, 1, 4, 6])
    expect(columns().map((c) => c.getAttribute('aria-label'))).toEqual([
      'Only this rule: 60 people, 50 can be mailed', 'In this rule and Lapsed: 30 people, 20 can be mailed',
    ])
    fireEvent.click(screen.getByRole('button', { name: 'All people' }))
    expect(columns()[0]?.getAttribute('aria-label')).toBe('Only Lapsed: 150 people, 100 can be mailed')
  })

  it('is walked by arrows and opened by Enter', async () => {
    await tab()
    columns()[0]?.focus()
    fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowRight' })
    expect(document.activeElement).toBe(columns()[1])
    expect(columns().map((c) => c.getAttribute('tabindex'))).toEqual(['-1', '0'])
    fireEvent.keyDown(document.activeElement as Element, { key: 'Enter' })
    const dialog = await screen.findByRole('dialog', { name: '30 people' })
    expect(dialog.textContent).toContain('In this rule and Lapsed, not in VIP, New or Sixth')
    expect(overlapPeople).toHaveBeenCalledWith(rule, [2, 1, 4, 6], [0, 1], 0, expect.anything())
  })

  it('has a table that says the same', async () => {
    await tab()
    fireEvent.click(screen.getByRole('button', { name: 'View as table' }))
    const rows = screen.getAllByRole('row').slice(1).map((row) => within(row).getAllByRole('cell').map((c) => c.textContent))
    expect(rows).toEqual([['60', '50'], ['30', '20']])
    expect(screen.getByRole('button', { name: 'In this rule and Lapsed, not in VIP, New or Sixth' })).toBeTruthy()
  })

  it('makes a segment that asks about the saved one by its name, which can be undone', async () => {
    await tab()
    fireEvent.click(columns()[0] as Element)
    fireEvent.click(await screen.findByRole('button', { name: 'Save as a segment' }))
    await waitFor(() => expect(location.hash).toBe('#/segments/44'))
    expect(regionRule).toHaveBeenCalledWith('', false, [3], [2, 1, 4, 6])
    expect(save).toHaveBeenCalledWith(0, 'Quiet without Lapsed, VIP, New or Sixth', '{"region":1}')
    await undoDeed()
    expect(remove).toHaveBeenCalledWith(44)
  })

  it('copies a rule that is not saved', async () => {
    showDraft('new', newDraft('Fresh', parseRule(rule)))
    await tab()
    fireEvent.click(columns()[1] as Element)
    fireEvent.click(await screen.findByRole('button', { name: 'Save as a segment' }))
    await waitFor(() => expect(regionRule).toHaveBeenCalledWith(rule, true, [2], [1, 3, 4]))
  })

  it('says why a rule cannot be copied', async () => {
    regionRule.mockResolvedValueOnce({ rule: '', fault: 'pinned' })
    await tab()
    fireEvent.click(columns()[0] as Element)
    fireEvent.click(await screen.findByRole('button', { name: 'Save as a segment' }))
    expect(await screen.findByText(/people chosen by hand/)).toBeTruthy()
    expect(save).not.toHaveBeenCalled()
  })

  it('is compared with others, four at most and none that cannot be counted', async () => {
    await tab()
    fireEvent.click(screen.getByRole('button', { name: /Compare with/ }))
    const box = (name: RegExp) => screen.findByRole('checkbox', { name }) as Promise<HTMLInputElement>
    expect((await box(/Broken.*cannot be counted/)).disabled).toBe(true)
    fireEvent.click(await box(/VIP.*40 in common/))
    await waitFor(() => expect(overlap).toHaveBeenLastCalledWith(rule, [2, 4, 6]))
  })
})

it('the screen compares the segments of its address', async () => {
  const { container } = render(<OverlapScreen ids="1,2,2,x" />)
  expect(await screen.findByRole('group', { name: 'Overlap' })).toBeTruthy()
  expect(overlap).toHaveBeenCalledWith('', [1, 2])
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } })
  expect(violations.map((v) => v.id)).toEqual([])
  fireEvent.click(screen.getByRole('button', { name: /Compare with/ }))
  fireEvent.click(await screen.findByRole('checkbox', { name: /Lapsed/ }))
  await waitFor(() => expect(location.hash).toBe('#/segments/overlap/1'))
})
