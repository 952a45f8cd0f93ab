import { useJob } from '../../app/jobs'
import { formatNumber } from '../../i18n/format'
import { t } from '../../i18n/imports'
import type { ImportReport } from '../../bridge/client'
import { Progress } from '../../ui/Progress'
import { useImport } from './task'
import { tallyLines, told } from './words'

/** What the plan would do to every row, once the whole file has been looked through. */
export function Tally() {
  const { dryJob, dryReport } = useImport()
  const job = useJob(dryJob)
  if (!dryReport) return <Progress label={job?.state === 'waiting' ? t.waits : t.lookingThrough} done={job?.done ?? 0} total={job?.total ?? 0} value={job?.note} />
  return <TallyTable report={dryReport} />
}

export function TallyTable({ report }: { report: ImportReport }) {
  return (
    <table className="import-tally">
      <caption className="vh">{t.goes}</caption>
      <tbody>
        {tallyLines(report).map((line) => (
          <tr key={line.key} data-key={line.key}>
            <th scope="row">{line.label}</th>
            <td className="num-tab">{formatNumber(line.rows)}</td>
            <td>{line.rows > 0 && line.detail}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t.allRows}</th>
          <td className="num-tab">{formatNumber(report.rows)}</td>
          <td>{t.accounted(...told(report.rows))}</td>
        </tr>
      </tfoot>
    </table>
  )
}
