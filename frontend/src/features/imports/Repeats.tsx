import { formatNumber } from '../../i18n/format'
import { t } from '../../i18n/imports'
import type { ImportReport } from '../../bridge/client'
import { Notice } from '../../ui/Notice'

/** People who stand in the file more than once, and addresses that it closes. */
export function Repeats({ report }: { report: ImportReport }) {
  return (
    <>
      {report.optOuts > 0 && <Notice>{t.optOuts(report.optOuts)}</Notice>}
      {report.repeated > 0 && (
        <details className="import-repeats">
          <summary>{t.repeats(report.repeated)}</summary>
          <p className="import-lead">{t.repeatsWhy}</p>
          <RepeatTable report={report} />
          {report.repeated > report.repeats.length && <p className="import-lead">{t.firstOf(report.repeats.length, report.repeated)}</p>}
        </details>
      )}
    </>
  )
}

function RepeatTable({ report }: { report: ImportReport }) {
  return (
    <div className="import-grid import-problems scroll" role="region" aria-label={t.repeatRows} tabIndex={0}>
      <table>
        <thead>
          <tr>{[t.who, t.firstRow, t.againRow].map((name) => <th key={name} scope="col">{name}</th>)}</tr>
        </thead>
        <tbody>
          {report.repeats.map((repeat) => (
            <tr key={repeat.row}>
              <td className="selectable">{repeat.who}</td>
              <td className="num-tab">{formatNumber(repeat.firstRow)}</td>
              <td className="num-tab">{formatNumber(repeat.row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
