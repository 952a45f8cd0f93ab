import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { Tooltip } from '@base-ui/react/tooltip'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetDeeds, redoDeed, undoDeed, useDeeds } from '../../actions/deeds'
import { runAction } from '../../actions/registry'
import { openPersonOf, useNearby } from '../../app/nearby'
import { useWorkspace } from '../../app/workspace'
import { BridgeError, type PersonView } from '../../bridge/client'
import { setBridgeFake } from '../../bridge/fake'
import { speak } from '../../i18n/language'
import { asha, past, segments, visit } from './person/person.fixture'
import { PersonScreen } from './PersonScreen'

const done = { act: 31, kept: [], notice: '' }
let person: Record<string, ReturnType<typeof vi.fn>>

function fakePerson(over: Record<string, unknown> = {}) {
  person = Object.fromEntries(
    Object.entries({
      get: vi.fn(() => Promise.resolve(asha)), timeline: vi.fn(() => Promise.resolve(past)), segments: vi.fn(() => Promise.resolve(segments)),
      setValues: vi.fn(() => Promise.resolve(done)), setTags: vi.fn(() => Promise.resolve(done)), undo: vi.fn(() => Promise.resolve(done)),
      saveNote: vi.fn((_: number, note: object) => Promise.resolve({ ...note, id: 9, at: '2026-05-04T00:00:00Z' })), deleteNote: vi.fn(() => Promise.resolve({ id: 3, text: 'Called twice', at: '' })),
      pause: vi.fn(() => Promise.resolve({ on: false, until: '' })), erase: vi.fn(() => Promise.resolve()), grant: vi.fn(() => Promise.resolve()), withdraw: vi.fn(() => Promise.resolve()),
      ...over,
    }),
  ) as typeof person
  setBridgeFake({ person: person as never, segments: { explain: () => Promise.resolve([{ id: 'a', path: '/include', mode: '', lane: 'include', text: 'bought 3 times', match: true, muted: false, facts: '4 orders', children: [] }]) } })
}

async function open(over: Record<string, unknown> = {}) {
  fakePerson(over)
  document.body.innerHTML = '<div id="top-bar"></div>'
  render(<Tooltip.Provider><PersonScreen id="7" /></Tooltip.Provider>, { container: document.body.appendChild(document.createElement('div')) })
  await screen.findByRole('region', { name: 'What is known' })
}

const known = () => within(screen.getByRole('region', { name: 'What is known' }))
const trait = (name: string) => known().getByRole('button', { name: new RegExp(`^${name}`) })

beforeEach(() => {
  forgetDeeds()
  useNearby.setState({ person: 0, list: undefined })
  useWorkspace.setState(({ state }) => ({ state: { ...state, readOnly: false } }))
})
afterEach(() => {
  cleanup()
  setBridgeFake(null)
  speak('en')
})

describe('what is known', () => {
  it('stands in groups by where it came from, with the row of the file once it is chosen', async () => {
    await open()
    expect(within(known().getByRole('group', { name: 'From customers.xlsx, 3 May 2026' })).getAllByText('asha@example.com')).toHaveLength(1)
    fireEvent.click(trait('City'))
    expect(trait('City').getAttribute('aria-expanded')).toBe('true')
    expect(known().getByText('Set by the import of customers.xlsx on 3 May 2026, row 118.')).toBeTruthy()
  })

  it('is edited with F2, and undo and redo work', async () => {
    await open()
    fireEvent.keyDown(trait('City'), { key: 'F2' })
    const box = known().getByRole('textbox', { name: 'City' })
    fireEvent.change(box, { target: { value: 'Nagpur' } })
    fireEvent.keyDown(box, { key: 'Enter' })
    await waitFor(() => expect(useDeeds.getState().past.map((d) => d.label)).toEqual(['Changed City of Asha Rao']))
    expect(person.setValues!.mock.calls).toEqual([[7, [{ key: 'city', text: 'Nagpur' }]]])
    await undoDeed()
    expect(person.undo!.mock.calls).toEqual([[31]])
    await redoDeed()
    expect(person.setValues!).toHaveBeenCalledTimes(2)
  })

  it('says what is wrong beside the box and keeps what was written', async () => {
    await open({ setValues: vi.fn(() => Promise.reject(new BridgeError('invalid', '“soon” cannot be read as a date.'))) })
    fireEvent.doubleClick(trait('Joined'))
    const box = known().getByRole<HTMLInputElement>('textbox', { name: 'Joined' })
    fireEvent.change(box, { target: { value: 'soon' } })
    fireEvent.keyDown(box, { key: 'Enter' })
    expect((await known().findByRole('alert')).textContent).toBe('“soon” cannot be read as a date.')
    expect(box.value).toBe('soon')
    expect(useDeeds.getState().past).toEqual([])
    fireEvent.keyDown(box, { key: 'Escape' })
    expect(trait('Joined')).toBeTruthy()
  })

  it('takes a tag more and a tag less', async () => {
    await open()
    fireEvent.click(screen.getByRole('button', { name: 'Add a tag' }))
    const box = screen.getByRole('textbox', { name: 'New tag' })
    fireEvent.change(box, { target: { value: 'diwali' } })
    fireEvent.keyDown(box, { key: 'Enter' })
    await waitFor(() => expect(person.setTags!.mock.calls).toEqual([[7, ['VIP', 'diwali']]]))
    fireEvent.click(screen.getByRole('button', { name: 'Remove tag VIP' }))
    await waitFor(() => expect(person.setTags!.mock.calls[1]).toEqual([7, []]))
  })

  it('cannot be changed where the workspace can only be read', async () => {
    useWorkspace.setState(({ state }) => ({ state: { ...state, readOnly: true } }))
    await open()
    fireEvent.keyDown(trait('City'), { key: 'F2' })
    expect(known().queryByRole('textbox')).toBeNull()
    for (const name of ['Add a tag', 'Add a value', 'Pause mail', 'Edit City']) expect(screen.queryByRole('button', { name })).toBeNull()
    expect(screen.getByRole('button', { name: 'Add a note' }).hasAttribute('data-disabled')).toBe(true)
  })
})

describe('what happened', () => {
  it('labels what a machine did and asks for the kinds that are chosen', async () => {
    await open()
    const timeline = within(screen.getByRole('region', { name: 'What happened' }))
    expect((await timeline.findByText('Machine')).closest('li')!.textContent).toContain('Opened a mail')
    fireEvent.click(timeline.getByRole('button', { name: /^Visited a page 1/ }))
    await waitFor(() => expect(person.timeline!.mock.calls.at(-1)![1]).toMatchObject({ kinds: ['visited'], offset: 0 }))
    expect(timeline.getByRole('button', { name: /^Visited a page 1/ }).getAttribute('aria-pressed')).toBe('true')
  })

  it('goes from day to day with the arrow keys and back to today', async () => {
    await open()
    const strip = await screen.findByRole('slider', { name: 'Days of the last year' })
    fireEvent.keyDown(strip, { key: 'ArrowLeft' })
    await waitFor(() => expect(person.timeline!.mock.calls.some(([, q]) => (q as { until: string }).until === '2026-05-03')).toBe(true))
    expect(strip.getAttribute('aria-valuetext')).toBe('3 events on 2026-05-03')
    fireEvent.keyDown(strip, { key: 'ArrowLeft' })
    await waitFor(() => expect(strip.getAttribute('aria-valuetext')).toBe('1 events on 2026-01-10'))
    fireEvent.click(screen.getByRole('button', { name: 'Back to today' }))
    await waitFor(() => expect(strip.getAttribute('aria-valuenow')).toBe('364'))
  })

  it('goes on backwards page by page', async () => {
    const all = Array.from({ length: 150 }, (_, n) => visit(n))
    const timeline = vi.fn((_: number, q: { offset: number; limit: number }) => Promise.resolve({ ...past, items: all.slice(q.offset, q.offset + q.limit), offset: q.offset, total: 150 }))
    await open({ timeline })
    await screen.findByText('page 99')
    expect(screen.queryByText('page 100')).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Show earlier' }))
    await screen.findByText('page 149')
    expect(screen.getByText('That is where it began.')).toBeTruthy()
  })

  it('keeps notes, which can be changed and deleted with a way back', async () => {
    await open()
    fireEvent.click(screen.getByRole('button', { name: 'Add a note' }))
    fireEvent.change(screen.getByRole('textbox', { name: 'Note' }), { target: { value: 'Likes roses' } })
    fireEvent.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(person.saveNote!.mock.calls[0]).toEqual([7, { id: 0, text: 'Likes roses', at: '' }]))
    fireEvent.keyDown(await screen.findByRole('button', { name: 'Note: Called twice' }), { key: 'Delete' })
    await waitFor(() => expect(person.deleteNote!.mock.calls).toEqual([[3]]))
    await waitFor(() => expect(useDeeds.getState().past.at(-1)?.label).toBe('Deleted a note about Asha Rao'))
    await undoDeed()
    expect(person.saveNote!.mock.calls.at(-1)).toEqual([7, { id: 3, text: 'Called twice', at: '' }])
  })
})

describe('mail and segments', () => {
  it('says why somebody is in a segment, and what they left', async () => {
    await open()
    const pane = within(screen.getByRole('region', { name: 'Mail and segments' }))
    fireEvent.click(await pane.findByRole('button', { name: 'Why in Loyal buyers' }))
    expect(await pane.findByText('4 orders')).toBeTruthy()
    expect(within(pane.getByRole('region', { name: 'Left lately' })).getByText('Left on 5 May 2026')).toBeTruthy()
    expect(within(pane.getByRole('region', { name: 'Worked out' })).getByText(/from what they did/)).toBeTruthy()
  })

  it('waits for the counts while the workspace is read', async () => {
    await open({ segments: vi.fn(() => Promise.resolve({ ready: false, in: [], left: [] })) })
    expect(await screen.findByRole('region', { name: 'Preparing counts' })).toBeTruthy()
  })

  it('pauses mail, lifts the pause, and says what to do', async () => {
    await open()
    fireEvent.click(screen.getByRole('button', { name: 'Pause mail' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Pause mail to Asha Rao' }))
    fireEvent.click(dialog.getByRole('button', { name: 'Until I lift it' }))
    fireEvent.click(dialog.getAllByRole('button', { name: 'Pause mail' }).at(-1)!)
    await waitFor(() => expect(person.pause!.mock.calls).toEqual([[7, { on: true, until: '' }]]))
    await waitFor(() => expect(useDeeds.getState().past.at(-1)?.label).toBe('Paused mail to Asha Rao'))
    await undoDeed()
    expect(person.pause!.mock.calls[1]).toEqual([7, { on: false, until: '' }])
  })

  it('records a permission only with the place where it was given', async () => {
    const view: PersonView = { ...asha, mail: { ...asha.mail, can: false, status: 'no_consent', headline: 'Cannot be mailed today.', reason: 'They have not agreed to marketing mail.', todo: 'Record it.', granted: false, lines: [] } }
    await open({ get: vi.fn(() => Promise.resolve(view)) })
    expect(screen.getByText('They have not agreed to marketing mail.')).toBeTruthy()
    fireEvent.click(screen.getAllByRole('button', { name: 'Record a permission' })[0]!)
    const dialog = within(await screen.findByRole('dialog'))
    const act = dialog.getByRole('button', { name: 'Record a permission' })
    expect(act.hasAttribute('data-disabled')).toBe(true)
    fireEvent.change(dialog.getByLabelText('Where did they agree?'), { target: { value: 'Counter' } })
    fireEvent.click(act)
    await waitFor(() => expect(person.grant!.mock.calls[0]![1]).toMatchObject({ source: 'Counter' }))
  })

  it('erases only after their address was typed', async () => {
    await open()
    runAction('person.erase')
    const dialog = within(await screen.findByRole('dialog', { name: 'Erase Asha Rao for good' }))
    const act = dialog.getByRole('button', { name: 'Erase for good' })
    fireEvent.click(act)
    expect(person.erase!).not.toHaveBeenCalled()
    fireEvent.change(dialog.getByLabelText('Type asha@example.com to be sure'), { target: { value: 'Asha@example.com' } })
    fireEvent.click(act)
    await waitFor(() => expect(person.erase!.mock.calls).toEqual([[7, 'Asha@example.com']]))
    expect(useDeeds.getState().past).toEqual([])
  })
})

describe('the way', () => {
  it('leads to the next person of the list they came from', async () => {
    const moved: number[] = []
    openPersonOf({ crumb: () => ({ label: 'Quiet buyers', to: '/people' }), index: 1, total: 3, at: (n) => Promise.resolve([5, 7, 12][n]), onMove: (n) => moved.push(n) }, 7)
    await open()
    expect(screen.getByRole('link', { name: 'Quiet buyers' })).toBeTruthy()
    expect(screen.getByText('2 of 3')).toBeTruthy()
    runAction('person.next')
    await waitFor(() => expect(location.hash).toBe('#/people/12'))
    expect(moved).toEqual([2])
  })

  it('ends kindly at somebody who was erased', async () => {
    fakePerson({ get: vi.fn(() => Promise.reject(new BridgeError('not_found', 'gone'))) })
    render(<PersonScreen id="7" />)
    expect(await screen.findByRole('heading', { name: 'This person is not here any more' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Back to people' })).toBeTruthy()
  })

  it('speaks Hindi', async () => {
    speak('hi')
    fakePerson()
    render(<Tooltip.Provider><PersonScreen id="7" /></Tooltip.Provider>)
    expect(await screen.findByRole('region', { name: 'क्या मालूम है' })).toBeTruthy()
  })
})
