import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { useJobs } from '../../app/jobs'
import type { JobView, WaitingImport } from '../../bridge/client'
import { setBridgeFake } from '../../bridge/fake'
import { backend, inspection, report } from './fixture'
import { ImportScreen } from './ImportScreen'
import { startOver } from './task'

const ended = (id: string): JobView => ({ id, kind: 'import', title: '', state: 'done', done: 10, total: 10, note: '', error: '' })
const cut: WaitingImport = { id: 7, file: 'orders.xlsx', path: '/home/asha/orders.xlsx', queuedAt: '2026-11-22T10:00:00Z', state: 'interrupted', locked: true }
const account = {
  peopleRemoved: 7, valuesRestored: 3, eventsRemoved: 0, eventsRestored: 0, permissionsRemoved: 0, optOutsKept: 2, keptCount: 1,
  kept: [{ contactId: 4, who: 'asha@example.in', what: 'City', why: 'It was changed by hand since.' }], keptFields: [],
}

/** A workspace into which people.csv and old.csv were imported; the second is undone already. */
function withPast(waiting: WaitingImport[] = []) {
  const fake = backend(inspection())
  const past = [{ ...report, importId: 3 }, { ...report, importId: 2, file: 'old.csv', undoneAt: '2026-11-20T10:00:00Z' }, { ...report, importId: 1, file: 'first.csv', whyNotUndo: 'It is older than the record of changes.' }]
  const imports = {
    ...fake.imports,
    list: vi.fn(async () => past), waiting: vi.fn(async () => waiting), watched: vi.fn(async () => []), mappings: vi.fn(async () => []),
    undo: vi.fn(async () => 'undo'), undoReport: vi.fn(async () => account), resume: vi.fn(async () => 'run'), forget: vi.fn(async () => undefined),
    segmentsChanged: vi.fn(async () => ({ settled: true, segments: [{ id: 5, name: 'Buyers of Pune', entered: 12, left: 3 }] })),
    problems: vi.fn(async () => ({ rows: [], total: 0 })),
  }
  setBridgeFake({ ...fake, imports, jobs: { ...fake.jobs, list: vi.fn(async () => []) } })
  render(<ImportScreen />)
  return imports
}

beforeEach(() => {
  useJobs.setState({ jobs: { run: ended('run'), undo: ended('undo') } })
  startOver()
})
afterEach(() => {
  cleanup()
  setBridgeFake(null)
})

describe('imports so far', () => {
  test('each has its account, and says when it was undone or why it cannot be', async () => {
    withPast()
    const history = within(await screen.findByRole('region', { name: 'Imports so far' }))
    expect(history.getByRole('row', { name: /people.csv.*10 rows = 7 new \+ 1 updated/ })).toBeTruthy()
    expect(history.getByRole('row', { name: /old.csv.*Undone on 20 Nov 2026/ })).toBeTruthy()
    expect(history.getByRole('row', { name: /first.csv.*older than the record/ })).toBeTruthy()
    expect(history.getAllByRole('button')).toHaveLength(1)
  })

  test('an undo is asked, done, and accounts for what it left', async () => {
    const imports = withPast()
    fireEvent.click(await screen.findByRole('button', { name: 'Undo this import: people.csv' }))
    expect(imports.undo).not.toHaveBeenCalled()
    fireEvent.click(await screen.findByRole('button', { name: 'Undo this import' }))
    expect(await screen.findByText(/7 people removed, 3 values put back/)).toBeTruthy()
    expect(imports.undo).toHaveBeenCalledWith(3)
    expect(screen.getByRole('row', { name: 'asha@example.in City It was changed by hand since.' })).toBeTruthy()
    expect(screen.getByText(/2 addresses stay closed/)).toBeTruthy()
  })

  test('an interrupted import of a locked file goes on with its password', async () => {
    const imports = withPast([cut])
    const resume = await screen.findByRole<HTMLButtonElement>('button', { name: 'Go on with orders.xlsx' })
    expect(resume.disabled).toBe(true)
    fireEvent.change(screen.getByLabelText('Password of the workbook'), { target: { value: 'tulsi' } })
    fireEvent.click(resume)
    await waitFor(() => expect(imports.resume).toHaveBeenCalledWith(7, 'tulsi'))
    expect(await screen.findByRole('link', { name: 'Buyers of Pune' })).toBeTruthy()
    expect(screen.getByText('12 came in')).toBeTruthy()
  })

  test('an interrupted import can be forgotten', async () => {
    const imports = withPast([cut])
    fireEvent.click(await screen.findByRole('button', { name: 'Forget the import of orders.xlsx' }))
    await waitFor(() => expect(imports.forget).toHaveBeenCalledWith(7))
  })
})

describe('the page after an import', () => {
  test('says that it is undone once it is', async () => {
    withPast([{ ...cut, locked: false }])
    fireEvent.click(await screen.findByRole('button', { name: 'Go on with orders.xlsx' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Undo this import' }))
    const asked = within(await screen.findByRole('dialog'))
    fireEvent.click(asked.getByRole('button', { name: 'Undo this import' }))
    expect(await screen.findByText(/This import is undone/)).toBeTruthy()
    expect(screen.queryByRole('link', { name: 'Buyers of Pune' })).toBeNull()
  })
})
