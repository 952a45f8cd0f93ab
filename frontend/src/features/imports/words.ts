import { formatDay } from '../../i18n/format'
import { t } from '../../i18n/imports'
import type { ImportReport, ImportTarget } from '../../bridge/client'

/** The import's button names the act and its size. */
export function importButton(report: ImportReport | undefined): string {
  if (!report) return t.importWord
  const changed = report.added + report.updated
  if (changed === 0) return t.nothingNew
  return report.kind === 'orders' ? t.importOrders(changed) : report.kind === 'events' ? t.importEvents(changed) : t.importPeople(changed)
}

export interface TallyLine {
  key: string
  label: string
  rows: number
  detail: string
}

/** Where every row of the file went, or would go. The four add up to all rows. */
export function tallyLines(report: ImportReport): TallyLine[] {
  const { added, updated } = kindWords(report.kind)
  return [
    { key: 'added', label: added, rows: report.added, detail: report.kind !== 'people' && report.peopleAdded > 0 ? t.withPeople(report.peopleAdded) : '' },
    { key: 'updated', label: t.updated, rows: report.updated, detail: updated },
    { key: 'unchanged', label: t.unchanged, rows: report.unchanged, detail: t.unchangedWhy },
    { key: 'skipped', label: t.skipped, rows: report.skipped, detail: t.skippedWhy },
  ]
}

function kindWords(kind: string): { added: string; updated: string } {
  if (kind === 'orders') return { added: t.newOrders, updated: t.updatedOrders }
  if (kind === 'events') return { added: t.newEvents, updated: t.updatedEvents }
  return { added: t.newPeople, updated: t.updatedPeople }
}

/** "2,000 rows = 1,990 new + 4 updated + 0 unchanged + 6 left out". */
export function rowAccount(report: ImportReport): string {
  return t.account(report.rows, report.added, report.updated, report.unchanged, report.skipped)
}

/** What an import did, in one line. */
export function headline(report: ImportReport): string {
  const { kind, added, updated, peopleAdded } = report
  if (kind === 'orders') return peopleAdded > 0 ? t.ordersAndPeople(added, peopleAdded) : t.ordersIn(added)
  if (kind === 'events') return peopleAdded > 0 ? t.eventsAndPeople(added, peopleAdded) : t.eventsIn(added)
  return updated > 0 ? t.peopleAndUpdated(added, updated) : t.peopleIn(added)
}

/** What an import means for mailing those it brings in. */
export function mailableWords(answer: string, purpose: string): string {
  if (answer === 'consent' || answer === 'existing_customer') return purpose === 'service' ? t.mailable.service : t.mailable[answer]
  return t.mailable.none
}

export function meaningName(key: string, targets: ImportTarget[]): string {
  return key === '' ? t.leftOut : (targets.find((target) => target.key === key)?.name ?? key)
}

/** Both readings of a date in doubt: "03/04/2025 is 3 Apr 2025". */
export function dateWords(dates: { text: string; day: string }[]): string {
  return dates.map(({ text, day }) => t.dateIs(text, day)).join(', ')
}

/** "Undone on 23 Nov 2026", "" while it is in force. */
export function undoneWords(report: ImportReport): string {
  return report.undoneAt === '' ? '' : t.undoneOn(formatDay(report.undoneAt))
}
