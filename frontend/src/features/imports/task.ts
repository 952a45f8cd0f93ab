/**
 * One import from the file to its report. Nothing is written before the last
 * step, and every step can be gone back to. The task outlives the screen, so a
 * long import goes on while the user looks at something else.
 */
import { create } from 'zustand'
import { bridge, sentenceOf, type ImportReport, type ImportSelection, type Inspection, type ReadOptions } from '../../bridge/client'
import { underWay, useJobs } from '../../app/jobs'
import { ensureWorkspace } from '../../app/workspace'
import type { Edit } from './edits'
import { t } from '../../i18n/imports'
import { changeKind, guessedAnew } from './plan'

export const steps = ['file', 'columns', 'people', 'permission', 'check'] as const
export type StepKey = (typeof steps)[number]

export interface ImportTask {
  step: StepKey
  path: string
  inspection?: Inspection
  selection?: ImportSelection
  reading: boolean
  /** The sentence about what went wrong last, "" for nothing. */
  error: string
  /** The file wants a password. */
  locked: boolean
  /** The look through the whole file: its job, what it was about, what it found. */
  dryJob: string
  dryOf: string
  dryReport?: ImportReport
  /** The last complete look, shown until the next one is. */
  seen?: { job: string; report: ImportReport }
  /** Edits of the plan that can be undone, and that can be done again. */
  past: Edit[]
  future: Edit[]
  runJob: string
  report?: ImportReport
}

const fresh: ImportTask = { step: 'file', path: '', reading: false, error: '', locked: false, dryJob: '', dryOf: '', runJob: '', inspection: undefined, selection: undefined, dryReport: undefined, seen: undefined, past: [], future: [], report: undefined }

export const useImport = create<ImportTask>(() => fresh)

const set = useImport.setState
const now = useImport.getState

/** Forgets everything, for the next file. */
export function startOver() {
  dropDryRun()
  set(fresh)
}

/** Opens a spreadsheet for import. Without an open workspace a new one is made first. */
export async function offerFile(path: string) {
  if (path === '' || now().runJob !== '' && !now().report) return
  startOver()
  await read(path, { sheet: '', encoding: '', delimiter: '', headerRow: 0, password: '', hiddenRows: '' })
}

/** Asks for a file with the system's dialog. */
export async function pickFile() {
  try {
    await offerFile(await bridge.imports.pick())
  } catch (reason) {
    set({ error: sentenceOf(reason) })
  }
}

/** Reads the same file another way: another sheet, encoding, header row or password. */
export async function readAgain(change: Partial<ReadOptions>) {
  const { path, selection } = now()
  const before = selection?.options ?? { sheet: '', encoding: '', delimiter: '', headerRow: 0, password: '', hiddenRows: '' }
  dropDryRun()
  await read(path, { ...before, ...change })
}

async function read(path: string, options: ReadOptions) {
  set({ path, reading: true, error: '' })
  try {
    await ensureWorkspace()
    const inspection = await bridge.imports.inspect(path, options)
    if (now().path === path) set({ inspection, selection: inspection.choices, reading: false, locked: false, seen: undefined, past: [], future: [] })
  } catch (reason) {
    const locked = (reason as { code?: string }).code === 'blocked'
    if (now().path === path) set({ reading: false, locked, error: sentenceOf(reason) })
  }
}

/** Changes the plan. What the whole file would do has to be counted again then. */
export function choose(change: Partial<ImportSelection>) {
  const { selection } = now()
  if (selection) set({ selection: { ...selection, ...change }, error: '' })
}

/** Says what one row is. The columns are guessed anew for it. */
export async function takeRowsAs(kind: string) {
  const { inspection, selection } = now()
  if (!inspection || !selection) return
  const before = selection
  choose(changeKind(selection, kind, inspection.targets))
  set({ past: [], future: [] }) // meanings of another kind of rows cannot come back
  try {
    const guessed = await bridge.imports.guessAs(selection.path, selection.options, kind)
    if (now().inspection === inspection && now().selection?.kind === kind) choose(guessedAnew(before, inspection, guessed))
  } catch (reason) {
    set({ error: sentenceOf(reason) })
  }
}

export function goTo(step: StepKey) {
  set({ step, error: '' })
}

/** Counts what the plan would do, writing nothing, unless that is known already. */
export async function lookThrough() {
  const { selection, dryOf } = now()
  if (!selection) return
  const wanted = JSON.stringify(selection)
  if (wanted === dryOf) return
  dropDryRun()
  set({ dryOf: wanted })
  try {
    const job = await bridge.imports.dryRun(selection)
    if (now().dryOf !== wanted) return void bridge.jobs.cancel(job)
    set({ dryJob: job })
    const dryReport = await reportOf(job)
    if (now().dryOf === wanted) set({ dryReport, seen: { job, report: dryReport } })
  } catch (reason) {
    if (now().dryOf === wanted) set({ error: sentenceOf(reason), dryJob: '', dryOf: '' })
  }
}

function dropDryRun() {
  const { dryJob, dryReport } = now()
  if (dryJob !== '' && !dryReport) void bridge.jobs.cancel(dryJob).catch(() => undefined)
  set({ dryJob: '', dryOf: '', dryReport: undefined })
}

/** Writes the import. Canceling leaves the workspace as it was. */
export async function runImport() {
  const { selection } = now()
  if (!selection) return
  try {
    const runJob = await bridge.imports.start(selection)
    set({ runJob, error: '' })
    set({ report: await reportOf(runJob) })
  } catch (reason) {
    set({ runJob: '', error: sentenceOf(reason) })
  }
}

export function cancelImport() {
  const { runJob } = now()
  if (runJob !== '') void bridge.jobs.cancel(runJob).catch((reason: unknown) => set({ error: sentenceOf(reason) }))
}

/** Goes on with an import that the end of the program interrupted. */
export async function resumeImport(id: number, password: string) {
  try {
    const runJob = await bridge.imports.resume(id, password)
    set({ ...fresh, runJob })
    set({ report: await reportOf(runJob) })
  } catch (reason) {
    set({ runJob: '', error: sentenceOf(reason) })
  }
}

/** Brings cells in that were copied in a spreadsheet program. */
export async function pasteCells(text: string) {
  try {
    await ensureWorkspace()
    await offerFile(await bridge.imports.paste(text))
  } catch (reason) {
    set({ error: sentenceOf(reason) })
  }
}

/** The report of a job when it has ended; rejects with the sentence of its failure. */
async function reportOf(job: string): Promise<ImportReport> {
  const end = await jobEnd(job)
  if (end.state === 'done') return bridge.imports.report(job)
  throw new Error(end.state === 'canceled' ? t.stopped : end.error)
}

function jobEnd(id: string) {
  return new Promise<{ state: string; error: string }>((resolve) => {
    const look = () => {
      const job = useJobs.getState().jobs[id]
      if (!job || underWay(job)) return false
      resolve(job)
      return true
    }
    if (look()) return
    const stop = useJobs.subscribe(() => look() && stop())
  })
}
