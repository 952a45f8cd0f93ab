import { useJob } from '../../app/jobs'
import { counted, formatNumber } from '../../i18n/format'
import type { ImportReport } from '../../bridge/client'
import { Progress } from '../../ui/Progress'
import { useImport } from './task'
import { tallyLines } from './words'

/** What the plan would do to every row, once the whole file has been looked through. */
export function Tally() {
  const { dryJob, dryReport } = useImport()
  const job = useJob(dryJob)
  if (!dryReport) return <Progress label="Looking through the whole file" done={job?.done ?? 0} total={job?.total ?? 0} value={job?.note} />
  return <TallyTable report={dryReport} />
}

export function TallyTable({ report }: { report: ImportReport }) {
  return (
    <table className="import-tally">
      <caption className="vh">Where the rows of the file go</caption>
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
          <th scope="row">All rows</th>
          <td className="num-tab">{formatNumber(report.rows)}</td>
          <td>{counted(report.rows, 'row is', 'rows are')} accounted for</td>
        </tr>
      </tfoot>
    </table>
  )
}
