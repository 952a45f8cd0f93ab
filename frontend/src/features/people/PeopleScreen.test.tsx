import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { undoDeed, redoDeed, forgetDeeds } from '../../actions/deeds'
import { runAction } from '../../actions/registry'
import { useJobs } from '../../app/jobs'
import { useStatus } from '../../app/status'
import { useWorkspace } from '../../app/workspace'
import type { JobView, PeopleQuestion } from '../../bridge/client'
import { setBridgeFake } from '../../bridge/fake'
import { parseRule, conditions } from '../../rule'
import { nobody } from '../../ui/grid'
import { clearFilter, useFilter } from './filter'
import { PeopleScreen } from './PeopleScreen'
import { useTable } from './table'

const inPune = '{"version":1,"include":{"id":"in","all":[{"id":"c","type":"field","field":"city","op":"any_of","values":["Pune"]}]}}'
const fromGo = { page: vi.fn(), tag: vi.fn(), takeBack: vi.fn(), redoAct: vi.fn(), erase: vi.fn(), stopMailing: vi.fn(), pin: vi.fn(), export: vi.fn() }
let people = 3

const done = (id: string): JobView => ({ id, kind: 'tag', title: 'Tagging', state: 'done', done: 1, total: 1, note: '', error: '' })

beforeEach(() => {
  localStorage.clear()
  people = 3
  history.replaceState(null, '', '/#/people')
  useTable.setState({ path: '', sort: [], active: 0, selection: nobody, peeking: false })
  useFilter.setState({ path: '' })
  forgetDeeds()
  useWorkspace.setState((s) => ({ known: true, state: { ...s.state, open: true, path: '/shop.kvnmail', contacts: 3 } }))
  useJobs.setState({ jobs: {} })
  fromGo.page.mockImplementation(async (q: PeopleQuestion) => {
    const total = q.rule === '' && q.search === '' ? 3 : q.search === 'zz' ? 0 : people
    const all = ['Asha', 'Bela', 'Chitra'].slice(0, total)
    return { total, mailable: Math.max(0, total - 1), rows: all.map((name, i) => ({ id: i + 1, name, initials: name[0]!, mailable: i > 0, why: 'No permission', cells: q.columns.map((c) => `${c} of ${name}`) })) }
  })
  fromGo.tag.mockResolvedValue('tag-1')
  fromGo.takeBack.mockResolvedValue(2)
  fromGo.redoAct.mockResolvedValue(2)
  fromGo.erase.mockResolvedValue('erase-1')
  fromGo.stopMailing.mockResolvedValue('stop-1')
  setBridgeFake({
    people: {
      ...fromGo,
      columns: async () => [
        { key: 'name', name: 'Name', kind: 'person', usual: true }, { key: 'field:city', name: 'City', kind: 'text', usual: true },
        { key: 'spent', name: 'Total spent', kind: 'number', usual: false }, { key: 'mailable', name: 'Can be mailed', kind: 'text', usual: true },
      ],
      filter: async (rule) => ({
        unfinished: [], clauses: conditions(parseRule(rule)).map((c) => ({ id: c.id, path: '', trait: '', category: 'who', icon: 'map-pin', text: 'live in Pune', tokens: [{ text: 'live in', edit: 'not' }, { text: 'Pune', edit: 'values' }] })),
      }),
      narrowest: async (rule, search) => (search ? { node: '', without: 3 } : { node: conditions(parseRule(rule))[0]!.id, without: 2 }),
      peek: async (id) => ({ person: { id, name: `Person ${id}`, initials: 'P', mailable: true, why: '', cells: [] }, email: 'p@example.com', events: 9, facts: [{ key: 'city', name: 'City', value: 'Pune' }], deeds: [{ when: '5 May 2026', kind: 'purchased', text: 'Placed an order', detail: '₹5' }] }),
      bulkResult: async () => ({ people: 2, act: 7 }),
      tags: async () => [{ value: 'VIP', people: 12 }],
    },
    segments: {
      traits: async () => [{ key: 'who', label: 'Who they are', traits: [{ key: 'field:city', label: 'City', hint: '', icon: 'map-pin', default: '{"type":"field","field":"city","op":"any_of","values":["Pune"]}' }] }],
      findTraits: async () => [], fields: async () => [], properties: async () => [], list: async () => [], values: async () => [],
    },
    exports: { result: async () => ({ file: 'People.xlsx', path: '/x/People.xlsx', rows: 3, bytes: 9, notes: [] }) },
    jobs: { list: async () => [done('tag-1'), done('erase-1'), done('stop-1'), done('export-1')] },
  })
})

afterEach(() => {
  cleanup()
  act(clearFilter)
  setBridgeFake(null)
  vi.clearAllMocks()
})

const grid = () => screen.findByRole('grid', { name: 'People' })
const row = (name: string) => screen.findByRole('row', { name })
const open = async () => {
  render(<PeopleScreen />)
  await row('Asha')
}
const asked = () => fromGo.page.mock.lastCall![0] as PeopleQuestion

it('shows everybody with exact numbers and the usual columns', async () => {
  await open()
  expect(screen.getByText('3 people, 2 can be mailed')).toBeTruthy()
  expect(screen.getAllByRole('columnheader').map((h) => h.getAttribute('aria-label') ?? '')).toEqual(['', 'Name', 'City', 'Can be mailed'])
  expect(within(await row('Bela')).getByText('field:city of Bela')).toBeTruthy()
})

it('finds people as one types and sorts by a column', async () => {
  await open()
  fireEvent.change(screen.getByRole('searchbox', { name: 'Name, email or customer id' }), { target: { value: 'bel' } })
  await waitFor(() => expect(asked().search).toBe('bel'))
  fireEvent.click(screen.getByRole('columnheader', { name: 'City' }))
  await waitFor(() => expect(asked().sort).toEqual([{ column: 'field:city', descending: false }]))
})

it('adds a filter in tokens, counts it and carries it to the studio', async () => {
  await open()
  people = 2
  fireEvent.click(screen.getByRole('button', { name: 'Add a filter' }))
  const find = await screen.findByRole('combobox', { name: 'Find a trait' })
  await screen.findByRole('option', { name: /City/ })
  fireEvent.keyDown(find, { key: 'Enter' })
  expect(await screen.findByText('2 people, 1 can be mailed')).toBeTruthy()
  const value = await screen.findByRole('button', { name: 'Pune' })
  await waitFor(() => expect(document.activeElement).toBe(value))
  fireEvent.click(screen.getByRole('button', { name: 'live in' }))
  await waitFor(() => expect(asked().rule).toContain('"not":true'))
  act(() => runAction('people.save'))
  expect(location.hash).toBe('#/segments/new')
  expect(sessionStorage.getItem('kvnmail.starter')).toContain('\\"not\\":true')
})

it('begins with the people of a rule that the address names', async () => {
  history.replaceState(null, '', `/?rule=${encodeURIComponent(inPune)}#/people`)
  people = 2
  await open()
  expect(asked().rule).toContain('"values":["Pune"]')
  expect(location.search).toBe('')
})

it('names the part of the filter that keeps most people out and drops it', async () => {
  await open()
  fireEvent.change(screen.getByRole('searchbox', { name: 'Name, email or customer id' }), { target: { value: 'zz' } })
  expect(await screen.findByText('Nobody matches')).toBeTruthy()
  fireEvent.click(await screen.findByRole('button', { name: 'Drop it and see 3 people' }))
  await row('Asha')
})

it('looks at a person with Space and follows the arrows', async () => {
  await open()
  const table = await grid()
  table.focus()
  fireEvent.keyDown(table, { key: ' ' })
  expect(await screen.findByRole('heading', { name: 'Person 1' })).toBeTruthy()
  fireEvent.keyDown(table, { key: 'ArrowDown' })
  expect(await screen.findByRole('heading', { name: 'Person 2' })).toBeTruthy()
  expect(screen.getByText('Placed an order')).toBeTruthy()
  fireEvent.keyDown(table, { key: 'Enter' })
  expect(location.hash).toBe('#/people/2')
  fireEvent.mouseDown(await row('Bela'), { button: 0 })
  fireEvent.keyDown(table, { key: 'Escape' })
  expect(screen.queryByRole('heading', { name: 'Person 2' })).toBeTruthy()
  fireEvent.keyDown(table, { key: 'Escape' })
  expect(screen.queryByRole('heading', { name: 'Person 2' })).toBeNull()
})

it('writes those who are chosen to a file, in the columns and the order of the table', async () => {
  fromGo.export.mockResolvedValue('export-1')
  await open()
  const table = await grid()
  table.focus()
  fireEvent.keyDown(table, { key: 'a', ctrlKey: true })
  fireEvent.click(screen.getByRole('button', { name: 'Export' }))
  await waitFor(() => expect(useStatus.getState().note).toBe('Wrote 3 people to People.xlsx'))
  expect(fromGo.export).toHaveBeenCalledWith({ rule: '', search: '', all: true, ids: [] }, expect.arrayContaining(['name']), [])
})

it('tags everybody but one, and takes it back for those it changed', async () => {
  await open()
  const table = await grid()
  table.focus()
  fireEvent.keyDown(table, { key: 'a', ctrlKey: true })
  fireEvent.mouseDown(await row('Bela'), { button: 0, ctrlKey: true })
  expect(screen.getByText('2 people chosen')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Add a tag' }))
  fireEvent.change(screen.getByRole('textbox', { name: 'Tag' }), { target: { value: ' VIP ' } })
  fireEvent.click(screen.getByRole('button', { name: 'Add the tag to 2 people' }))
  await waitFor(() => expect(useStatus.getState().note).toBe('Tagged 2 people “VIP”'))
  expect(fromGo.tag).toHaveBeenCalledWith({ rule: '', search: '', all: true, ids: [2] }, 'VIP', true)
  await act(() => undoDeed())
  expect(fromGo.takeBack).toHaveBeenCalledWith(7)
  await act(() => redoDeed())
  expect(fromGo.redoAct).toHaveBeenCalledWith(7)
  expect(fromGo.tag).toHaveBeenCalledOnce()
})

it('erases only once the word is typed, and says that it is for good', async () => {
  await open()
  fireEvent.mouseDown(await row('Chitra'), { button: 0 })
  fireEvent.click(screen.getByRole('button', { name: 'Erase' }))
  const button = screen.getByRole('button', { name: 'Erase 1 person, for good' })
  fireEvent.click(button)
  expect(fromGo.erase).not.toHaveBeenCalled()
  fireEvent.change(screen.getByRole('textbox', { name: 'Type “erase” to go on' }), { target: { value: 'Erase' } })
  fireEvent.click(button)
  await waitFor(() => expect(fromGo.erase).toHaveBeenCalledWith({ rule: '', search: '', all: false, ids: [3] }))
})

it('says what stopping mail means before it does it', async () => {
  await open()
  fireEvent.mouseDown(await row('Asha'), { button: 0 })
  fireEvent.click(screen.getByRole('button', { name: 'Stop mailing them' }))
  expect(screen.getByText(/No import, no merge and no restored copy/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Stop mailing 1 person, for good' }))
  await waitFor(() => expect(fromGo.stopMailing).toHaveBeenCalledOnce())
})

it('shows and hides columns, remembers them, and goes back to the usual ones', async () => {
  await open()
  fireEvent.click(screen.getByRole('button', { name: 'Columns' }))
  fireEvent.click(await screen.findByRole('checkbox', { name: 'Total spent' }))
  await waitFor(() => expect(asked().columns).toContain('spent'))
  expect(localStorage.getItem('kvnmail.table.people./shop.kvnmail')).toContain('spent')
  fireEvent.click(screen.getByRole('button', { name: 'The usual columns' }))
  await waitFor(() => expect(asked().columns).not.toContain('spent'))
})

it('forgets who was chosen when the filter becomes another', async () => {
  await open()
  fireEvent.mouseDown(await row('Asha'), { button: 0 })
  expect(screen.getByText('1 person chosen')).toBeTruthy()
  fireEvent.change(screen.getByRole('searchbox', { name: 'Name, email or customer id' }), { target: { value: 'x' } })
  await waitFor(() => expect(screen.queryByText('1 person chosen')).toBeNull())
})
