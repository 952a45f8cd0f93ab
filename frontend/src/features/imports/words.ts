import { formatNumber } from '../../i18n/format'
import { t } from '../../i18n/imports'
import type { ImportReport } from '../../bridge/client'

/** A number as the region writes it, and whether it is one. */
export function told(value: number): [string, boolean] {
  return [formatNumber(value), value === 1]
}

/** The import's button names the act and its size. */
export function importButton(report: ImportReport | undefined): string {
  if (!report) return t.importPlain
  const count = report.added + report.updated
  if (count === 0) return t.importNothing
  if (report.kind === 'orders') return t.importLines(...told(count))
  return report.kind === 'events' ? t.importEvents(...told(count)) : t.importPeople(...told(count))
}

export interface TallyLine {
  key: string
  label: string
  rows: number
  detail: string
}

/** Where every row of the file went, or would go. The four add up to all rows. */
export function tallyLines(report: ImportReport): TallyLine[] {
  const people = report.kind === 'people'
  const fresh = people ? t.newPeople : report.kind === 'events' ? t.newEvents : t.newOrders
  return [
    { key: 'added', label: fresh, rows: report.added, detail: !people && report.peopleAdded > 0 ? t.withNew(...told(report.peopleAdded)) : '' },
    { key: 'updated', label: t.updated, rows: report.updated, detail: people ? t.updatedPeople : t.updatedOrders },
    { key: 'unchanged', label: t.unchanged, rows: report.unchanged, detail: t.unchangedHint },
    { key: 'skipped', label: t.skipped, rows: report.skipped, detail: t.skippedHint },
  ]
}

/** "2,000 rows = 1,990 new + 4 updated + 0 unchanged + 6 left out". */
export function rowAccount(report: ImportReport): string {
  return t.account(...told(report.rows), formatNumber(report.added), formatNumber(report.updated), formatNumber(report.unchanged), formatNumber(report.skipped))
}

/** What the import brought, as a headline. */
export function headline(report: ImportReport): string {
  if (report.kind === 'events') return t.eventsIn(...told(report.added))
  if (report.kind === 'orders') {
    return report.peopleAdded > 0 ? t.ordersInWith(...told(report.added), ...told(report.peopleAdded)) : t.ordersIn(...told(report.added))
  }
  return report.updated > 0 ? t.peopleInUpdated(...told(report.added), ...told(report.updated)) : t.peopleIn(...told(report.added))
}

/** "12 rows of 3,000". */
export function share(part: number, whole: number): string {
  return t.firstOf(formatNumber(part), formatNumber(whole))
}

