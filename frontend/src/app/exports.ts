/** Files for other programs: asked for, written as a job, told in the status bar. */
import { bridge, BridgeError, type ExportResult } from '../bridge/client'
import { t } from '../i18n/exports'
import { formatNumber } from '../i18n/format'
import { finished } from './jobs'
import { announce, report } from './status'
import { showTrouble } from './trouble'

/** Waits for a file that is being written and says what came of it; nothing when its dialog was closed. */
async function write(started: Promise<string>, words: (done: ExportResult) => string): Promise<void> {
  try {
    const job = await started
    if (job === '') return
    await finished(job)
    const done = await bridge.exports.result(job)
    say([words(done), ...done.notes].join(' '))
  } catch (reason) {
    if (reason instanceof BridgeError && reason.code === 'canceled') say(t.stopped)
    else showTrouble(reason)
  }
}

function say(words: string) {
  report(words)
  announce(words)
}

const rows = (done: ExportResult) => [formatNumber(done.rows), done.rows === 1, done.file] as const

export const writePeople = (started: Promise<string>) => write(started, (done) => t.wrotePeople(...rows(done)))

export const exportSegment = (id: number) => writePeople(bridge.exports.segment(id))

/** The people of a rule as it is on the screen, saved or not. */
export const exportRule = (rule: string, name: string) => writePeople(bridge.exports.rule(rule, name))

export const saveSegmentReport = (id: number) => write(bridge.exports.segmentReport(id), (done) => t.wroteReport(done.file))

export const saveCampaignReport = (id: number) => write(bridge.exports.campaign(id), (done) => t.wroteReport(done.file))

export const exportImports = () => write(bridge.exports.imports(), (done) => t.wroteRows(...rows(done)))
