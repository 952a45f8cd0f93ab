import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useWorkspace } from '../app/workspace'
import { setBridgeFake } from '../bridge/fake'
import { useDialogs } from './dialogs'
import { Palette } from './Palette'
import { useActions } from './registry'

const done = vi.fn()

function Room() {
  useActions([
    { id: 'segment.save', label: 'Save segment', group: 'segment', keys: 'Ctrl+S', run: () => done('save') },
    { id: 'view.theme', label: 'Dark theme', group: 'view', run: () => done('dark') },
    { id: 'edit.undo', label: 'Undo', group: 'edit', disabled: true, run: () => done('undo') },
  ])
  return <Palette />
}

beforeEach(() => {
  localStorage.clear()
  done.mockClear()
  useWorkspace.setState(({ state }) => ({ state: { ...state, open: true } }))
  setBridgeFake({
    segments: { list: async () => [{ id: 7, name: 'VIP customers', people: 40 } as never] },
    campaigns: { list: async () => [] },
    people: { list: async () => ({ total: 1, people: [{ id: 3, name: 'Anita Rao', email: 'anita@example.in', initials: 'AR', summary: '', mailable: true, why: '' }] }) },
  })
  render(<Room />)
  act(() => useDialogs.setState({ shown: 'palette' }))
})

afterEach(() => {
  act(() => useDialogs.setState({ shown: undefined }))
  cleanup()
  setBridgeFake(null)
})

const box = () => screen.getByRole('combobox')
const names = () => screen.queryAllByRole('option').map((o) => o.textContent)
const chosen = () => screen.getAllByRole('option').find((o) => o.getAttribute('aria-selected') === 'true')

it('offers what can be done now, with its keys, and says which is chosen', async () => {
  await waitFor(() => expect(names()).toEqual(['Save segmentCtrlS', 'Dark theme']))
  expect(box().getAttribute('aria-activedescendant')).toBe(chosen()?.id)
  fireEvent.keyDown(box(), { key: 'ArrowUp' })
  expect(chosen()?.textContent).toBe('Dark theme')
})

it('does the chosen one with Enter, and offers it first the next time', async () => {
  fireEvent.change(box(), { target: { value: 'dark' } })
  fireEvent.keyDown(box(), { key: 'Enter' })
  await waitFor(() => expect(done).toHaveBeenCalledWith('dark'))
  expect(useDialogs.getState().shown).toBeUndefined()
  act(() => useDialogs.setState({ shown: 'palette' }))
  await waitFor(() => expect(names()[0]).toBe('Dark theme'))
})

it('finds segments and people by name', async () => {
  fireEvent.change(box(), { target: { value: 'vip' } })
  await waitFor(() => expect(names()).toContain('VIP customers40 people'))
  fireEvent.change(box(), { target: { value: 'anita' } })
  await waitFor(() => expect(names()).toContain('Anita Raoanita@example.in'))
})

it('says when nothing is called so', async () => {
  setBridgeFake({ segments: { list: async () => [] }, campaigns: { list: async () => [] }, people: { list: async () => ({ total: 0, people: [] }) } })
  fireEvent.change(box(), { target: { value: 'xyzzy' } })
  await screen.findByText('Nothing is called “xyzzy”.')
})
