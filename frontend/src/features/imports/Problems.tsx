import { useState } from 'react'
import { formatNumber } from '../../i18n/format'
import { bridge, sentenceOf, type ImportReport } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'

/** Every problem with its row, column and value, and what was done about it. */
export function Problems({ report, job }: { report: ImportReport; job: string }) {
  const [said, setSaid] = useState<{ tone: 'good' | 'bad'; words: string }>()
  const save = async () => {
    try {
      const path = await bridge.imports.saveProblems(job)
      if (path !== '') setSaid({ tone: 'good', words: `The problem rows are saved in ${path}.` })
    } catch (reason) {
      setSaid({ tone: 'bad', words: sentenceOf(reason) })
    }
  }
  if (report.problemCount === 0) return <Notice tone="good">No problems were found in any row.</Notice>
  return (
    <section className="import-section">
      <div className="import-problems-head">
        <h3 className="import-heading">What is wrong with some rows</h3>
        <span className="sp" />
        <Button onClick={() => void save()}>Save problem rows</Button>
      </div>
      {said && <Notice tone={said.tone}>{said.words}</Notice>}
      <Reasons report={report} />
      <ProblemTable report={report} />
      {report.problemCount > report.problems.length && <p className="import-lead">{`The first ${formatNumber(report.problems.length)} of ${formatNumber(report.problemCount)} problems are shown. Save the problem rows to see all.`}</p>}
    </section>
  )
}

function Reasons({ report }: { report: ImportReport }) {
  return (
    <ul className="import-reasons">
      {report.reasons.map((reason) => (
        <li key={reason.code + reason.message}>
          <b className="num-tab">{formatNumber(reason.rows)}</b>
          <span className={reason.skipped ? 'import-mark out' : 'import-mark'}>{reason.skipped ? 'Row left out' : 'Value set aside'}</span>
          <span className="selectable">{reason.message}</span>
        </li>
      ))}
    </ul>
  )
}

function ProblemTable({ report }: { report: ImportReport }) {
  return (
    <div className="import-grid import-problems scroll" role="region" aria-label="Problem rows" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {['Row', 'Column', 'Value', 'Problem'].map((name) => <th key={name} scope="col">{name}</th>)}
          </tr>
        </thead>
        <tbody>
          {report.problems.map((problem, index) => (
            <tr key={index}>
              <td className="num-tab">{formatNumber(problem.row)}</td>
              <td>{problem.column}</td>
              <td className="selectable">{problem.value}</td>
              <td className="import-problem-words selectable">{problem.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
