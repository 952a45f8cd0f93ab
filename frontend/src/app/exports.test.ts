import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BridgeError, type ExportResult, type JobView } from '../bridge/client'
import { setBridgeFake } from '../bridge/fake'
import { speak } from '../i18n/language'
import { exportImports, exportRule, exportSegment, saveCampaignReport, saveSegmentReport } from './exports'
import { useJobs } from './jobs'
import { useStatus } from './status'
import { dismissTrouble, useTrouble } from './trouble'

const job = (state: string, error = ''): JobView => ({ id: 'export-1', kind: 'export', title: 'Writing Pune.xlsx', state, done: 0, total: 0, note: '', error })
const made = (more: Partial<ExportResult>): ExportResult => ({ file: 'Pune.xlsx', path: '/x/Pune.xlsx', rows: 1234, bytes: 9, notes: [], ...more })

const start = vi.fn(async (..._: unknown[]) => 'export-1')
const result = vi.fn(async () => made({}))

function fake(state: string, error = '') {
  setBridgeFake({
    exports: { segment: start, rule: start, segmentReport: start, campaign: start, imports: start, result },
    jobs: { list: async () => [job(state, error)] },
  })
}

beforeEach(() => {
  useJobs.setState({ jobs: {} })
  useStatus.setState({ note: '', announcement: '' })
  dismissTrouble()
})

afterEach(() => {
  setBridgeFake(null)
  speak('en')
  vi.clearAllMocks()
  start.mockImplementation(async () => 'export-1')
  result.mockImplementation(async () => made({}))
})

describe('a file for other programs', () => {
  it('is told in the status bar and read out, with how many people it holds', async () => {
    fake('done')
    await exportSegment(3)
    expect(start).toHaveBeenCalledWith(3)
    expect(useStatus.getState().note).toBe('Wrote 1,234 people to Pune.xlsx')
    expect(useStatus.getState().announcement).toBe('Wrote 1,234 people to Pune.xlsx')
  })

  it('says what has to be known about it', async () => {
    fake('done')
    result.mockImplementation(async () => made({ rows: 1, notes: ['A sheet holds 1,048,576 rows; the list goes on in “Pune (2)”.'] }))
    await exportRule('{}', 'Pune')
    expect(start).toHaveBeenCalledWith('{}', 'Pune')
    expect(useStatus.getState().note).toBe('Wrote 1 person to Pune.xlsx A sheet holds 1,048,576 rows; the list goes on in “Pune (2)”.')
  })

  it('is a report or a list of imports too, in Hindi as well', async () => {
    fake('done')
    await saveSegmentReport(3)
    expect(useStatus.getState().note).toBe('Saved the report as Pune.xlsx')
    await exportImports()
    expect(useStatus.getState().note).toBe('Wrote 1,234 rows to Pune.xlsx')
    speak('hi')
    await saveCampaignReport(5)
    expect(useStatus.getState().note).toBe('रिपोर्ट Pune.xlsx नाम से सहेजी गई')
  })

  it('is nothing when its dialog was closed', async () => {
    fake('done')
    start.mockImplementation(async () => '')
    await exportSegment(3)
    expect(result).not.toHaveBeenCalled()
    expect(useStatus.getState().note).toBe('')
  })

  it('says that nothing was written when it was stopped', async () => {
    fake('canceled')
    await exportSegment(3)
    expect(useStatus.getState().note).toBe('Stopped. No file was written.')
    expect(useTrouble.getState().sentence).toBe('')
  })

  it('shows why it failed, before the dialog or after', async () => {
    fake('failed', 'The disk is full, so the file was not written.')
    await exportSegment(3)
    expect(useTrouble.getState().sentence).toBe('The disk is full, so the file was not written.')
    start.mockImplementation(() => Promise.reject(new BridgeError('blocked', 'A rule of this segment is not finished.')))
    await exportSegment(3)
    expect(useTrouble.getState().sentence).toBe('A rule of this segment is not finished.')
  })
})
