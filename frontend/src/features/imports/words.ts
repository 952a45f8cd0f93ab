import { counted, formatNumber } from '../../i18n/format'
import type { ImportReport } from '../../bridge/client'

/** The import's button names the act and its size. */
export function importButton(report: ImportReport | undefined): string {
  if (!report) return 'Import'
  if (report.added + report.updated === 0) return 'Nothing new to import'
  return `Import ${report.kind === 'orders' ? counted(report.added + report.updated, 'order line', 'order lines') : counted(report.added + report.updated, 'person', 'people')}`
}

export interface TallyLine {
  key: string
  label: string
  rows: number
  detail: string
}

/** Where every row of the file went, or would go. The four add up to all rows. */
export function tallyLines(report: ImportReport): TallyLine[] {
  const orders = report.kind === 'orders'
  return [
    { key: 'added', label: orders ? 'New orders' : 'New people', rows: report.added, detail: orders && report.peopleAdded > 0 ? `with ${counted(report.peopleAdded, 'new person', 'new people')}` : '' },
    { key: 'updated', label: 'Updated', rows: report.updated, detail: orders ? 'orders known already, now with other values' : 'people here already, now with more or newer values' },
    { key: 'unchanged', label: 'Unchanged', rows: report.unchanged, detail: 'already here with the same values' },
    { key: 'skipped', label: 'Left out', rows: report.skipped, detail: 'rows that could not be used, each with its reason below' },
  ]
}

/** "2,000 rows = 1,990 new + 4 updated + 0 unchanged + 6 left out". */
export function rowAccount(report: ImportReport): string {
  return `${counted(report.rows, 'row', 'rows')} = ${formatNumber(report.added)} new + ${formatNumber(report.updated)} updated + ${formatNumber(report.unchanged)} unchanged + ${formatNumber(report.skipped)} left out`
}
