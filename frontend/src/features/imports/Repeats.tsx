import { formatNumber } from '../../i18n/format'
import { t } from '../../i18n/imports'
import type { ImportReport } from '../../bridge/client'
import { Notice } from '../../ui/Notice'
import { share, told } from './words'

/** Rows about somebody who came before, and addresses that said no. */
export function Repeats({ report }: { report: ImportReport }) {
  return (
    <>
      {report.repeated > 0 && (
        <details className="import-more">
          <summary>{t.repeated(...told(report.repeated))}</summary>
          <ul className="selectable">
            {report.repeats.map((repeat) => <li key={repeat.row}>{t.repeatOf(formatNumber(repeat.row), repeat.who, formatNumber(repeat.firstRow))}</li>)}
            {report.repeated > report.repeats.length && <li>{share(report.repeats.length, report.repeated)}</li>}
          </ul>
        </details>
      )}
      {report.optOuts > 0 && <Notice>{t.optOuts(...told(report.optOuts))}</Notice>}
    </>
  )
}
