import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { useJobs } from '../../app/jobs'
import type { ImportReport, ImportSelection, JobView } from '../../bridge/client'
import { setBridgeFake } from '../../bridge/fake'
import { backend, inspection, report } from './fixture'
import { ImportScreen } from './ImportScreen'
import { goTo, offerFile, startOver, useImport } from './task'

const ended = (id: string): JobView => ({ id, kind: 'import', title: '', state: 'done', done: 10, total: 10, note: '', error: '' })

const all = Array.from({ length: 230 }, (_, i) => ({ row: i + 2, index: 0, column: 'E-mail', value: `a${i}@gmial.com`, suggestion: `a${i}@gmail.com`, code: 'email_typo', message: 'It looks misspelt.', skipped: false }))

/** A file of 230 addresses that look misspelt; every correction leaves one fewer. */
function misspelt(selection: ImportSelection | undefined): ImportReport {
  const rows = all.length - (selection?.corrections.length ?? 0)
  const reasons = [{ code: 'email_typo', message: 'It looks misspelt.', rows, suggested: rows, skipped: false, told: false }]
  return { ...report, rows: 230, added: 230, updated: 0, skipped: 0, reasons: rows > 0 ? reasons : [], problems: [], problemCount: rows }
}

function misspeltBackend() {
  const fake = backend(inspection({ permission: { answer: 'none', purpose: '', source: '', on: '', wording: '', language: '', proof: '' } }))
  const left = () => all.filter((one) => !useImport.getState().selection?.corrections.some((made) => made.row === one.row))
  const problems = vi.fn(async (_job: string, _code: string, offset: number, limit: number) => ({ rows: left().slice(offset, offset + Math.min(limit, 200)), total: left().length }))
  const counted = vi.fn(async () => `dry${useImport.getState().selection?.corrections.length}`)
  return { ...fake, imports: { ...fake.imports, problems, dryRun: counted, report: vi.fn(async () => misspelt(useImport.getState().selection)) } }
}

async function openCheck() {
  const fake = misspeltBackend()
  setBridgeFake(fake)
  await offerFile('/home/asha/people.csv')
  goTo('check')
  render(<ImportScreen />)
  const table = await screen.findByRole('region', { name: /It looks misspelt/ })
  return { fake, table }
}

const corrections = () => useImport.getState().selection?.corrections

beforeEach(() => {
  useJobs.setState({ jobs: Object.fromEntries(['dry0', 'dry1', 'dry230'].map((id) => [id, ended(id)])) })
  startOver()
})
afterEach(() => {
  cleanup()
  setBridgeFake(null)
})

describe('problems of a file', () => {
  test('a value typed for a row becomes a correction and the file is counted again, with the cause still open', async () => {
    const { fake, table } = await openCheck()
    fireEvent.change(within(table).getByLabelText('Right value of E-mail in row 2'), { target: { value: 'asha@example.in' } })
    fireEvent.click(within(table).getAllByRole('button', { name: 'Use' })[0]!)
    expect(corrections()).toEqual([{ row: 2, index: 0, from: 'a0@gmial.com', to: 'asha@example.in' }])
    expect(screen.getByRole('region', { name: /It looks misspelt/ })).toBeTruthy()
    await waitFor(() => expect(fake.imports.dryRun).toHaveBeenCalledTimes(2))
    await waitFor(() => expect(screen.queryByLabelText('Right value of E-mail in row 2')).toBeNull())
    expect(screen.getByLabelText('Right value of E-mail in row 3')).toBeTruthy()
  })

  test('after a row is mended the keyboard stands in the next one', async () => {
    const { table } = await openCheck()
    fireEvent.click(within(table).getByRole('button', { name: 'Use a0@gmail.com' }))
    expect(document.activeElement?.closest('tr')?.textContent).toContain('a1@gmial.com')
  })

  test('all suggestions are taken, also those beyond the first page', async () => {
    await openCheck()
    fireEvent.click(screen.getByRole('button', { name: 'Use all 230 suggestions' }))
    await waitFor(() => expect(corrections()).toHaveLength(230))
    expect(corrections()!.at(-1)).toEqual({ row: 231, index: 0, from: 'a229@gmial.com', to: 'a229@gmail.com' })
    expect(await screen.findByText('No problems were found in any row.')).toBeTruthy()
    expect(screen.getByText(/230 corrections made here/)).toBeTruthy()
  })

  test('rows are shown a page at a time up to the last', async () => {
    const { table } = await openCheck()
    expect(within(table).getAllByRole('row')).toHaveLength(51)
    fireEvent.click(screen.getByRole('button', { name: 'Show more rows' }))
    await waitFor(() => expect(within(table).getAllByRole('row')).toHaveLength(201))
    fireEvent.click(screen.getByRole('button', { name: 'Show more rows' }))
    await waitFor(() => expect(within(table).getAllByRole('row')).toHaveLength(231))
    expect(screen.queryByRole('button', { name: 'Show more rows' })).toBeNull()
  })

  test('a value is replaced in every row, and one row is left out', async () => {
    const { table } = await openCheck()
    fireEvent.change(within(table).getByLabelText('Right value of E-mail in row 3'), { target: { value: 'b@example.in' } })
    fireEvent.click(within(table).getByRole('button', { name: 'In all such cells: a1@gmial.com in E-mail' }))
    fireEvent.click(within(table).getByRole('button', { name: 'Leave out row 4' }))
    expect(corrections()).toEqual([{ row: 0, index: 0, from: 'a1@gmial.com', to: 'b@example.in' }, { row: 4, index: -1, from: '', to: '' }])
  })

  test('corrections can be taken back', async () => {
    const { table } = await openCheck()
    fireEvent.click(within(table).getByRole('button', { name: 'Leave out row 2' }))
    fireEvent.click(screen.getByRole('button', { name: 'Take them back' }))
    expect(corrections()).toEqual([])
  })
})
