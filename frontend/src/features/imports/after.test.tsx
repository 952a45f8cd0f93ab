import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { useJobs } from '../../app/jobs'
import type { ImportReport, JobView } from '../../bridge/client'
import { setBridgeFake } from '../../bridge/fake'
import { speak } from '../../i18n/language'
import { CauseRows } from './CauseRows'
import { inspection, report } from './fixture'
import { History } from './History'
import { pace } from './pace'
import { ResultPage } from './ResultPage'
import { startOver, useImport } from './task'

const ended = (id: string): JobView => ({ id, kind: 'import', title: '', state: 'done', done: 10, total: 10, note: '', error: '' })
const done: ImportReport = { ...report, importId: 3, problemCount: 0, problems: [], reasons: [] }

function backend() {
  const fake = {
    jobs: { list: vi.fn(async () => []) },
    imports: {
      problems: vi.fn(async () => ({ total: 1, rows: [{ row: 7, index: 0, column: 'E-mail', value: 'asha@gamil.com', suggestion: 'asha@gmail.com', code: 'email_typo', message: '', skipped: false }] })),
      segmentsChanged: vi.fn(async () => ({ settled: true, segments: [{ id: 4, name: 'Loyal buyers', entered: 12, left: 3 }] })),
      undo: vi.fn(async () => 'undo'),
      undoReport: vi.fn(async () => ({ peopleRemoved: 7, valuesRestored: 2, eventsRemoved: 0, eventsRestored: 0, permissionsRemoved: 7, optOutsKept: 1, keptCount: 1, keptFields: [], kept: [{ contactId: 9, who: 'lata@x.in', what: '', why: 'This person was mailed since.' }] })),
      list: vi.fn(async () => [done]),
      waiting: vi.fn(async () => [{ id: 2, file: 'fair.xlsx', path: '/fair.xlsx', queuedAt: '2026-11-22T10:00:00Z', state: 'interrupted', locked: true }]),
      watched: vi.fn(async () => []),
      mappings: vi.fn(async () => [{ id: 1, name: 'shop.csv', columns: 6, usedAt: '2026-11-20T10:00:00Z' }]),
      resume: vi.fn(async () => 'run'),
      forget: vi.fn(async () => undefined),
      forgetMapping: vi.fn(async () => undefined),
    },
  }
  setBridgeFake(fake)
  return fake
}

beforeEach(() => {
  useJobs.setState({ jobs: { undo: ended('undo') } })
  startOver()
})
afterEach(() => {
  cleanup()
  setBridgeFake(null)
  speak('en')
})

describe('rows of a cause', () => {
  const reason = { code: 'email_typo', message: 'The domain looks like a typing mistake.', rows: 1, suggested: 1, skipped: false, told: true }
  test('are mended by their suggestion or by typing, one or everywhere', async () => {
    backend()
    useImport.setState({ selection: inspection().choices })
    render(<CauseRows reason={reason} job="dry" mendable />)
    fireEvent.click(await screen.findByRole('button', { name: 'Use asha@gmail.com' }))
    expect(useImport.getState().selection?.corrections).toEqual([{ row: 7, index: 0, from: 'asha@gamil.com', to: 'asha@gmail.com' }])
    fireEvent.change(screen.getByLabelText('Right value of E-mail in row 7'), { target: { value: 'asha@x.in' } })
    fireEvent.click(screen.getByRole('button', { name: 'In all such cells: asha@gamil.com in E-mail' }))
    expect(useImport.getState().selection?.corrections.at(-1)).toEqual({ row: 0, index: 0, from: 'asha@gamil.com', to: 'asha@x.in' })
    fireEvent.click(screen.getByRole('button', { name: 'Leave out row 7' }))
    expect(useImport.getState().selection?.corrections.at(-1)).toMatchObject({ row: 7, index: -1 })
  })

  test('only show what was wrong once the import is in', async () => {
    backend()
    render(<CauseRows reason={reason} job="run" mendable={false} />)
    expect(await screen.findByText('asha@gamil.com')).toBeTruthy()
    expect(screen.queryByRole('textbox')).toBeNull()
  })
})

describe('after an import', () => {
  test('the segments it changed most are told, and it can be undone with an account', async () => {
    const fake = backend()
    render(<ResultPage report={done} job="run" onAgain={() => undefined} />)
    expect(await screen.findByRole('link', { name: 'Loyal buyers' })).toBeTruthy()
    expect(screen.getByText('12 came in')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Undo this import' }))
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Undo this import' }))
    expect(await screen.findByText(/7 people removed, 2 values put back/)).toBeTruthy()
    expect(screen.getByText('lata@x.in')).toBeTruthy()
    expect(screen.getByText('This person was mailed since.')).toBeTruthy()
    expect(fake.imports.undo).toHaveBeenCalledWith(3)
  })

  test('the history has what is in, what was interrupted and what is remembered', async () => {
    const fake = backend()
    render(<History />)
    expect(await screen.findByRole('button', { name: 'Undo this import: people.csv' })).toBeTruthy()
    const resume = screen.getByRole<HTMLButtonElement>('button', { name: 'Go on with fair.xlsx' })
    expect(resume.disabled).toBe(true)
    fireEvent.change(screen.getByLabelText('Password of the workbook'), { target: { value: 'tulsi' } })
    fireEvent.click(resume)
    await waitFor(() => expect(fake.imports.resume).toHaveBeenCalledWith(2, 'tulsi'))
    fireEvent.click(screen.getByRole('button', { name: 'Forget the import of shop.csv' }))
    expect(fake.imports.forgetMapping).toHaveBeenCalledWith(1)
  })

  test('everything is there in Hindi', async () => {
    backend()
    speak('hi')
    render(<ResultPage report={done} job="run" onAgain={() => undefined} />)
    expect(await screen.findByRole('button', { name: 'यह इंपोर्ट वापस लें' })).toBeTruthy()
    expect(screen.getByText('12 आए')).toBeTruthy()
  })
})

test('the pace is told from what a job said lately', () => {
  const beats: Parameters<typeof pace>[0] = []
  const job = { ...ended('run'), state: 'running', done: 0, total: 1000, note: '0 rows read' }
  expect(pace(beats, job, 0)).toBeUndefined()
  expect(pace(beats, { ...job, done: 200, note: '4000 rows read' }, 2000)).toEqual({ rows: 2000, left: 8 })
})
