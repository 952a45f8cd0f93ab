import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { useDropped } from '../../app/drops'
import { useJobs } from '../../app/jobs'
import { useWorkspace } from '../../app/workspace'
import type { JobView, SegmentView, WorkspaceState } from '../../bridge/client'
import { setBridgeFake } from '../../bridge/fake'
import { HomeScreen } from './HomeScreen'

const closed = { ...useWorkspace.getState().state }
const open: WorkspaceState = { ...closed, open: true, name: 'Customers', contacts: 2000, events: 9000 }
const job = (state: string, error = ''): JobView => ({ id: 'j1', kind: 'sample', title: 'Setting up the sample shop', state, done: 1, total: 2, note: '', error })

beforeEach(() => {
  location.hash = ''
  useJobs.setState({ jobs: {} })
  useDropped.setState({ path: '' })
  useWorkspace.setState({ state: closed, known: true })
})
afterEach(() => {
  cleanup()
  setBridgeFake(null)
})

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

describe('the first screen', () => {
  test('choosing a spreadsheet makes a workspace and takes the file to the import', async () => {
    const create = vi.fn(async () => open)
    setBridgeFake({ workspace: { create }, imports: { pick: async () => '/home/asha/people.xlsx' } })
    render(<HomeScreen />)
    press('Choose a file')
    await waitFor(() => expect(location.hash).toBe('#/import'))
    expect(create).toHaveBeenCalledWith('')
    expect(useDropped.getState().path).toBe('/home/asha/people.xlsx')
  })

  test('canceling the file dialog makes nothing', async () => {
    const create = vi.fn(async () => open)
    const pick = vi.fn(async () => '')
    setBridgeFake({ workspace: { create }, imports: { pick } })
    render(<HomeScreen />)
    press('Choose a file')
    await waitFor(() => expect(pick).toHaveBeenCalled())
    expect(create).not.toHaveBeenCalled()
  })

  test('the sample opens in the studio on its showpiece', async () => {
    const segments = [{ id: 4, name: 'Everyone' }, { id: 9, name: 'Loyal buyers going quiet' }] as SegmentView[]
    setBridgeFake({ workspace: { openSample: async () => 'j1' }, segments: { list: async () => segments } })
    render(<HomeScreen />)
    press('Open the sample')
    expect(await screen.findByText('Setting up the sample shop')).toBeTruthy()
    useJobs.setState({ jobs: { j1: job('done') } })
    await waitFor(() => expect(location.hash).toBe('#/segments/9'))
  })

  test('a sample that fails says why and shows the doors again', async () => {
    setBridgeFake({ workspace: { openSample: async () => 'j1' } })
    render(<HomeScreen />)
    press('Open the sample')
    await screen.findByText('Setting up the sample shop')
    useJobs.setState({ jobs: { j1: job('failed', 'The disk is full.') } })
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.')
    expect(screen.getByRole('button', { name: 'Open the sample' })).toBeTruthy()
  })

  test('workspaces opened before are offered, missing ones cannot be opened', async () => {
    const reopen = vi.fn(async () => open)
    setBridgeFake({ workspace: { open: reopen }, segments: { list: async () => [] }, campaigns: { list: async () => [] }, imports: { list: async () => [] } })
    const recent = [{ path: '/a.kvnmail', name: 'Shop', openedAt: '', missing: false }, { path: '/b.kvnmail', name: 'Old', openedAt: '', missing: true }]
    useWorkspace.setState({ state: { ...closed, recent } })
    render(<HomeScreen />)
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /Old/ }).disabled).toBe(true)
    fireEvent.click(screen.getByRole('button', { name: /Shop/ }))
    await waitFor(() => expect(reopen).toHaveBeenCalledWith('/a.kvnmail'))
  })

  test('an open workspace shows what is in it', async () => {
    const segment = { id: 9, name: 'Loyal buyers', sentence: 'People who buy', people: 12, mailable: 10 } as SegmentView
    setBridgeFake({ segments: { list: async () => [segment] }, campaigns: { list: async () => [] }, imports: { list: async () => [] } })
    useWorkspace.setState({ state: open })
    render(<HomeScreen />)
    expect((await screen.findByRole('link', { name: /Loyal buyers/ })).textContent).toContain('12 people')
    expect(screen.getByText('2,000')).toBeTruthy()
  })
})
