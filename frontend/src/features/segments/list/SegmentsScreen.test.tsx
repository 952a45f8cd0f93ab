import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { forgetDeeds, redoDeed, undoDeed, useDeeds } from '../../../actions/deeds'
import { followKeys } from '../../../actions/registry'
import type { BridgeFake, SegmentRow, SegmentUses } from '../../../bridge/client'
import { setBridgeFake } from '../../../bridge/fake'
import { speak } from '../../../i18n/language'
import { SegmentsScreen } from '../SegmentsScreen'

const row = (id: number, name: string, more: Partial<SegmentRow> = {}): SegmentRow => ({
  id, name, rule: '{}', sentence: `People of ${name}.`, trouble: '', people: 812, from: '2026-05-01', sizes: [812, 840, 874], usedIn: [],
  updatedAt: '2026-05-03T06:00:00Z', frozenAt: '', ...more,
})
const free: SegmentUses = { breaks: [], keeps: [], inline: '' }

let rows: SegmentRow[]
let stop: () => void

function fake(more: BridgeFake['segments'] = {}) {
  const calls = {
    rename: vi.fn(async (id: number, name: string) => void (rows = rows.map((r) => (r.id === id ? { ...r, name } : r)))),
    delete: vi.fn(async () => undefined),
    undelete: vi.fn(async () => undefined),
    duplicate: vi.fn(async () => 77),
    freeze: vi.fn(async () => ({}) as never),
    thaw: vi.fn(async () => ({}) as never),
    refreeze: vi.fn(async () => undefined),
    replaceUses: vi.fn(async () => [{ id: 2, version: 5 }]),
    restore: vi.fn(async () => ({}) as never),
    uses: vi.fn(async () => free),
    combine: vi.fn(async (how: string, ids: number[], full: boolean) => (full ? { rule: '', fault: 'frozen' } : { rule: `{"${how}":[${ids.join()}]}`, fault: '' })),
  }
  setBridgeFake({
    segments: {
      rows: async () => rows,
      countSaved: async (ids) => ids.map((id) => ({ id, people: 900 + id, mailable: 800 + id })),
      starters: async () => [{ name: 'Left a cart', sentence: 'People who left.', rule: '{}', people: 59 }],
      count: async () => ({ people: 321, sentence: [{ text: 'People who are in both.', nodeId: '', category: '', kind: '' }] }) as never,
      ...calls, ...more,
    },
  })
  return calls
}

beforeEach(() => {
  location.hash = ''
  sessionStorage.clear()
  forgetDeeds()
  stop = followKeys()
  rows = [row(1, 'Pune'), row(2, 'Mumbai', { usedIn: [{ kind: 'campaign', id: 9, name: 'Hello', state: 'draft' }] }), row(3, 'Frozen ones', { frozenAt: '2026-05-02T06:00:00Z' })]
  document.body.insertAdjacentHTML('afterbegin', '<header id="top-bar"></header>')
})

afterEach(() => {
  stop()
  cleanup()
  setBridgeFake(null)
  speak('en')
  document.getElementById('top-bar')?.remove()
})

const line = (name: string) => screen.findByRole('row', { name })
const settled = () => waitFor(() => expect(useDeeds.getState().busy).toBe(false))
const press = (element: Element, key: string, more = {}) => fireEvent.keyDown(element, { key, ...more })

describe('the list of segments', () => {
  test('shows recorded numbers at once and counted ones when they come', async () => {
    let answer: (counts: { id: number; people: number; mailable: number }[]) => void = () => undefined
    fake({ countSaved: () => new Promise((resolve) => (answer = resolve)) })
    render(<SegmentsScreen />)
    const pune = await line('Pune')
    expect(within(pune).getByTitle('As recorded last, being counted').textContent).toBe('812')
    expect(within(pune).getByText('Not counted yet')).toBeTruthy()
    await waitFor(() => answer([{ id: 1, people: 880, mailable: 870 }]))
    expect((await within(pune).findByText('880')).tagName).toBe('B')
    expect(within(pune).getByText('870')).toBeTruthy()
  })

  test('says how the size went, and shows it as a table', async () => {
    fake()
    render(<SegmentsScreen />)
    fireEvent.click(await screen.findByRole('button', { name: 'Size of Pune: from 812 to 874 in 3 days' }))
    const table = await screen.findByRole('group', { name: 'People in Pune at the end of each day' })
    expect(within(table).getAllByRole('row').map((r) => r.textContent)).toEqual(['DayPeople', '3 May 2026874', '2 May 2026840', '1 May 2026812'])
  })

  test('is walked, chosen from and opened by keys', async () => {
    fake()
    render(<SegmentsScreen />)
    const first = await line('Frozen ones')
    act(() => first.focus())
    press(first, 'ArrowDown')
    expect(document.activeElement).toBe(await line('Mumbai'))
    press(document.activeElement!, ' ')
    press(document.activeElement!, 'ArrowDown', { shiftKey: true })
    expect((await line('Pune')).getAttribute('aria-selected')).toBe('true')
    expect(screen.getByRole('toolbar', { name: 'Chosen segments' }).textContent).toContain('2 segments chosen')
    press(document.activeElement!, 'Escape')
    expect(screen.queryByRole('toolbar')).toBeNull()
    press(document.activeElement!, 'Enter')
    expect(location.hash).toBe('#/segments/1')
  })

  test('sorts by a column and finds by words', async () => {
    fake()
    render(<SegmentsScreen />)
    await screen.findByText('901')
    fireEvent.click(screen.getByRole('button', { name: 'People' }))
    expect(screen.getByRole('columnheader', { name: /People/ }).getAttribute('aria-sort')).toBe('descending')
    expect(screen.getAllByRole('row').slice(1).map((r) => r.getAttribute('aria-label'))).toEqual(['Frozen ones', 'Mumbai', 'Pune'])
    fireEvent.change(screen.getByRole('searchbox', { name: 'Search segments' }), { target: { value: 'pune' } })
    expect(screen.getAllByRole('row')).toHaveLength(2)
    fireEvent.change(screen.getByRole('searchbox', { name: 'Search segments' }), { target: { value: 'nagpur' } })
    expect(screen.getByText('No segment has “nagpur” in its name or sentence.')).toBeTruthy()
  })

  test('says who uses a segment, a link each', async () => {
    fake()
    render(<SegmentsScreen />)
    expect((await screen.findByRole('link', { name: 'Campaign Hello, Draft' })).getAttribute('href')).toContain('/campaigns/9')
  })
})

describe('a segment of the list', () => {
  test('is renamed in place by F2, which can be undone', async () => {
    const { rename } = fake()
    render(<SegmentsScreen />)
    const pune = await line('Pune')
    act(() => pune.focus())
    press(pune, 'F2')
    const field = await screen.findByRole('textbox', { name: 'New name of Pune' })
    fireEvent.change(field, { target: { value: ' Pune city ' } })
    press(field, 'Enter')
    await waitFor(() => expect(rename).toHaveBeenCalledWith(1, 'Pune city'))
    await settled()
    expect(useDeeds.getState().past.at(-1)?.label).toBe('Renamed Pune to Pune city')
    await undoDeed()
    expect(rename).toHaveBeenLastCalledWith(1, 'Pune')
  })

  test('keeps its name when Escape is pressed', async () => {
    const { rename } = fake()
    render(<SegmentsScreen />)
    const pune = await line('Pune')
    act(() => pune.focus())
    press(pune, 'F2')
    const field = await screen.findByRole('textbox', { name: 'New name of Pune' })
    fireEvent.change(field, { target: { value: 'Other' } })
    press(field, 'Escape')
    await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull())
    expect(rename).not.toHaveBeenCalled()
  })

  test('is deleted at once when nothing needs it, and comes back by undo', async () => {
    const calls = fake()
    render(<SegmentsScreen />)
    const pune = await line('Pune')
    act(() => pune.focus())
    press(pune, 'Delete')
    await waitFor(() => expect(calls.delete).toHaveBeenCalledWith(1))
    await settled()
    await undoDeed()
    expect(calls.undelete).toHaveBeenCalledWith(1)
    await redoDeed()
    expect(calls.delete).toHaveBeenCalledTimes(2)
  })

  test('in use is not deleted, but its rule can take its place', async () => {
    const uses: SegmentUses = { breaks: [{ kind: 'segment', id: 2, name: 'Mumbai', state: '' }], keeps: [], inline: '' }
    const calls = fake({ uses: async () => uses })
    render(<SegmentsScreen />)
    const pune = await line('Pune')
    act(() => pune.focus())
    press(pune, 'Delete')
    const dialog = await screen.findByRole('dialog', { name: '“Pune” is in use' })
    expect(within(dialog).getByRole('link', { name: 'Segment Mumbai' })).toBeTruthy()
    expect(calls.delete).not.toHaveBeenCalled()
    fireEvent.click(within(dialog).getByRole('button', { name: 'Put its rule in its place and delete it' }))
    await waitFor(() => expect(calls.delete).toHaveBeenCalledWith(1))
    await settled()
    expect(calls.replaceUses).toHaveBeenCalledWith(1)
    await undoDeed()
    expect(calls.undelete).toHaveBeenCalledWith(1)
    expect(calls.restore).toHaveBeenCalledWith(2, 5)
  })

  test('that a draft goes to says where to choose another audience', async () => {
    const uses: SegmentUses = { breaks: [{ kind: 'campaign', id: 9, name: 'Hello', state: 'draft' }], keeps: [{ kind: 'campaign', id: 8, name: 'Old', state: 'sent' }], inline: '' }
    fake({ uses: async () => uses })
    render(<SegmentsScreen />)
    const pune = await line('Pune')
    act(() => pune.focus())
    press(pune, 'Delete')
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).queryByRole('button', { name: /Put its rule/ })).toBeNull()
    expect(dialog.textContent).toContain('choose another audience')
    expect(within(dialog).getByRole('link', { name: 'Campaign Old, Sent' })).toBeTruthy()
  })

  test('is thawed, and frozen again with the people of before by undo', async () => {
    const calls = fake()
    render(<SegmentsScreen />)
    await line('Frozen ones')
    fireEvent.click(screen.getByRole('button', { name: 'Actions for Frozen ones' }))
    fireEvent.click(await screen.findByRole('menuitem', { name: /Let people enter and leave again/ }))
    await waitFor(() => expect(calls.thaw).toHaveBeenCalledWith(3))
    await settled()
    await undoDeed()
    expect(calls.refreeze).toHaveBeenCalledWith(3, '2026-05-02T06:00:00Z')
  })

  test('is copied by Ctrl+D; undo deletes the copy and redo brings the same back', async () => {
    const calls = fake()
    render(<SegmentsScreen />)
    const pune = await line('Pune')
    act(() => pune.focus())
    press(pune, 'd', { ctrlKey: true })
    await waitFor(() => expect(calls.duplicate).toHaveBeenCalledWith(1, 'Pune (copy)'))
    await settled()
    await undoDeed()
    expect(calls.delete).toHaveBeenCalledWith(77)
    await redoDeed()
    expect(calls.undelete).toHaveBeenCalledWith(77)
    expect(calls.duplicate).toHaveBeenCalledTimes(1)
  })
})

describe('several segments', () => {
  const choose = async (...names: string[]) => {
    for (const name of names) fireEvent.click(await screen.findByRole('checkbox', { name: `Choose ${name}` }))
  }

  test('become a new draft that asks about them', async () => {
    const { combine } = fake()
    render(<SegmentsScreen />)
    await choose('Mumbai', 'Pune')
    fireEvent.click(screen.getByRole('button', { name: 'Subtract' }))
    const dialog = await screen.findByRole('dialog', { name: 'One without the others' })
    expect(await within(dialog).findByText('321 people')).toBeTruthy()
    expect(combine).toHaveBeenCalledWith('subtract', [2, 1], false)
    fireEvent.click(within(dialog).getByRole('button', { name: 'Open in the studio' }))
    expect(location.hash).toBe('#/segments/new')
    expect(JSON.parse(sessionStorage.getItem('kvnmail.starter') ?? '')).toEqual({ name: 'Mumbai without Pune', rule: '{"subtract":[2,1]}' })
  })

  test('are laid over each other', async () => {
    fake()
    render(<SegmentsScreen />)
    await choose('Pune', 'Frozen ones')
    fireEvent.click(screen.getByRole('button', { name: 'Overlap' }))
    expect(location.hash).toBe('#/segments/overlap/1,3')
  })

  test('whose rules cannot be copied say why', async () => {
    fake()
    render(<SegmentsScreen />)
    await choose('Frozen ones', 'Pune')
    fireEvent.click(screen.getByRole('button', { name: 'Merge' }))
    const dialog = await screen.findByRole('dialog', { name: 'Merge into a new segment' })
    fireEvent.click(within(dialog).getByRole('button', { name: 'Copy their rules' }))
    expect(await within(dialog).findByText(/The people of one of them are fixed/)).toBeTruthy()
    expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Open in the studio' }).disabled).toBe(true)
  })
})

test('without a segment there are ideas, and the way to all templates', async () => {
  rows = []
  fake()
  render(<SegmentsScreen />)
  fireEvent.click(await screen.findByRole('button', { name: /Left a cart/ }))
  expect(location.hash).toBe('#/segments/new')
  expect(screen.getByRole('link', { name: 'All templates' }).getAttribute('href')).toContain('/segments/templates')
})

test('speaks Hindi', async () => {
  speak('hi')
  fake()
  render(<SegmentsScreen />)
  expect(await screen.findByRole('button', { name: 'Pune का आकार: 3 दिन में 812 से 874' })).toBeTruthy()
})

test('has nothing that keeps people out', async () => {
  fake()
  const { container } = render(<SegmentsScreen />)
  await screen.findByText('901')
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } })
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)).toEqual([])
})

describe('files of a segment in the list', () => {
  const files = { segment: vi.fn(async (_id: number) => ''), segmentReport: vi.fn(async (_id: number) => '') }

  test('are made from its menu and under the right mouse button', async () => {
    fake()
    setBridgeFake({ segments: { rows: async () => rows, countSaved: async () => [] }, exports: files })
    render(<SegmentsScreen />)
    fireEvent.click(within(await line('Pune')).getByRole('button', { name: 'Actions for Pune' }))
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Export people' }))
    expect(files.segment).toHaveBeenCalledWith(1)
    fireEvent.contextMenu(await line('Mumbai'))
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Save report' }))
    expect(files.segmentReport).toHaveBeenCalledWith(2)
  })
})
