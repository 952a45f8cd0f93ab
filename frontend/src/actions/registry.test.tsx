import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Action } from './action'
import { currentActions, followKeys, runAction, useActions } from './registry'

function Room({ actions }: { actions: Action[] }) {
  useActions(actions)
  return null
}

const action = (id: string, run: () => void, more: Partial<Action> = {}): Action => ({ id, label: id, group: 'edit', run, ...more })

let stop: () => void
beforeEach(() => {
  stop = followKeys()
})
afterEach(() => {
  stop()
  cleanup()
})

it('runs what the screen opened last offers, and what is below it once that is gone', () => {
  const [below, above] = [vi.fn(), vi.fn()]
  render(<Room actions={[action('edit.undo', below, { keys: 'Ctrl+Z' })]} />)
  const top = render(<Room actions={[action('edit.undo', above, { keys: 'Ctrl+Z' })]} />)
  fireEvent.keyDown(window, { key: 'z', ctrlKey: true })
  top.unmount()
  fireEvent.keyDown(window, { key: 'z', ctrlKey: true })
  expect([below.mock.calls.length, above.mock.calls.length]).toEqual([1, 1])
  expect(currentActions().map((a) => a.id)).toEqual(['edit.undo'])
})

it('leaves keys to text boxes, but for those that work there too', () => {
  const [undo, save] = [vi.fn(), vi.fn()]
  render(<><input aria-label="Name" /><Room actions={[action('a', undo, { keys: 'Ctrl+Z' }), action('b', save, { keys: 'Ctrl+S', whileTyping: true })]} /></>)
  for (const key of ['z', 's']) fireEvent.keyDown(screen.getByLabelText('Name'), { key, ctrlKey: true })
  expect([undo.mock.calls.length, save.mock.calls.length]).toEqual([0, 1])
})

it('leaves keys to an open dialog', () => {
  const remove = vi.fn()
  render(<><div role="dialog"><button>OK</button></div><Room actions={[action('a', remove, { keys: 'Delete' })]} /></>)
  fireEvent.keyDown(screen.getByRole('button'), { key: 'Delete' })
  expect(remove).not.toHaveBeenCalled()
})

it('does nothing for what is switched off, and keeps the key from the browser', () => {
  const run = vi.fn()
  render(<Room actions={[action('a', run, { keys: 'Ctrl+S', disabled: true })]} />)
  expect(fireEvent.keyDown(window, { key: 's', ctrlKey: true })).toBe(false)
  runAction('a')
  expect(run).not.toHaveBeenCalled()
})

it('sees what an action is now, not what it was when it was first offered', () => {
  const run = vi.fn()
  const { rerender } = render(<Room actions={[action('a', run, { label: 'Undo' })]} />)
  rerender(<Room actions={[action('a', run, { label: 'Undo: Moved a rule' })]} />)
  expect(currentActions()[0]?.label).toBe('Undo: Moved a rule')
})
