import { vi } from 'vitest'
import type { ImportReport, ImportSelection, Inspection, WorkspaceState } from '../../bridge/client'

/** A small file of people as the backend describes it. Tests change what they are about. */
export function inspection(change: Partial<ImportSelection> = {}): Inspection {
  const options = { sheet: '', encoding: 'utf-8', delimiter: ',', headerRow: 1, password: '', hiddenRows: '' }
  return {
    path: '/home/asha/people.csv', file: 'people.csv', format: 'csv', bytes: 2048, sheet: '', sheets: [{ name: 'people.csv', hidden: false }],
    encoding: 'utf-8', delimiter: ',', headerRow: 1, kind: 'people', kindWhy: 'Every email address stands in one row only.', warnings: [], questions: [], preset: '',
    columns: [
      { index: 0, name: 'E-mail', target: 'field:email', confidence: 99, note: 'Email', type: 'text', samples: ['a@example.in'], filled: 100, hidden: false },
      { index: 1, name: 'Town', target: 'field:city', confidence: 80, note: 'Text', type: 'text', samples: ['Pune'], filled: 90, hidden: false },
      { index: 2, name: 'Since', target: '', confidence: 0, note: 'Date', type: 'date', samples: ['03/04/2025', '13/04/2025'], filled: 100, hidden: false },
    ],
    rows: [{ row: 2, cells: ['a@example.in', 'Pune', '03/04/2025'] }],
    targets: [
      { key: 'field:email', name: 'Email', kind: 'both', group: 'Who they are' },
      { key: 'field:city', name: 'City', kind: 'both', group: 'Who they are' },
      { key: 'event:amount', name: 'Amount', kind: 'orders', group: 'The order' },
    ],
    choices: {
      path: '/home/asha/people.csv', options, kind: 'people', matchOn: 'email', onMatch: 'fill', dateOrder: '', askDates: false,
      mapping: [{ index: 0, target: 'field:email', name: '', onMatch: '' }, { index: 1, target: 'field:city', name: '', onMatch: '' }, { index: 2, target: '', name: '', onMatch: '' }],
      corrections: [], event: '',
      permission: { answer: '', purpose: '', source: '', on: '', wording: '', language: '', proof: '' },
      ...change,
    },
  }
}

export const report: ImportReport = {
  importId: 0, file: 'people.csv', kind: 'people', rows: 10, added: 7, updated: 1, unchanged: 0, skipped: 2, peopleAdded: 7, peopleUpdated: 1, eventsAdded: 0,
  reasons: [{ code: 'no_address', message: 'The row has no email address.', rows: 2, suggested: 0, skipped: true, told: false }],
  problems: [{ row: 5, index: 0, column: 'E-mail', value: '', suggestion: '', code: 'no_address', message: 'The row has no email address.', skipped: true }],
  problemCount: 1, repeated: 0, repeats: [], optOuts: 0, warnings: [], seconds: 0.2, finishedAt: '2026-11-23T10:00:00Z', undoneAt: '', whyNotUndo: '',
}

export const openState = { open: true, recent: [], settings: { locale: 'en-IN' } } as unknown as WorkspaceState

/** A backend whose dry run and import end at once. */
export function backend(seen: Inspection) {
  return {
    workspace: { state: vi.fn(async () => openState), create: vi.fn(async () => openState) },
    jobs: { cancel: vi.fn(async () => undefined) },
    imports: {
      pick: vi.fn(async () => seen.path),
      inspect: vi.fn(async () => seen),
      dryRun: vi.fn(async () => 'dry'),
      start: vi.fn(async () => 'run'),
      report: vi.fn(async (job: string) => (job === 'run' ? { ...report, importId: 3 } : report)),
      saveProblems: vi.fn(async () => ''),
    },
  }
}
