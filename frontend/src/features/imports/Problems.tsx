import { useState } from 'react'
import { formatNumber } from '../../i18n/format'
import { t } from '../../i18n/imports'
import { bridge, sentenceOf, type ImportReport } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { CauseRows } from './CauseRows'

type Reason = ImportReport['reasons'][number]

interface Props {
  report: ImportReport
  job: string
  /** Values can still be corrected. */
  mendable?: boolean
}

/** What is wrong with some rows, by cause, with every row of a cause. */
export function Problems({ report, job, mendable = false }: Props) {
  const [said, setSaid] = useState<{ tone: 'good' | 'bad'; words: string }>()
  const save = async () => {
    try {
      const path = await bridge.imports.saveProblems(job)
      if (path !== '') setSaid({ tone: 'good', words: t.savedProblems(path) })
    } catch (reason) {
      setSaid({ tone: 'bad', words: sentenceOf(reason) })
    }
  }
  if (report.problemCount === 0) return <Notice tone="good">{t.noProblems}</Notice>
  return (
    <section className="import-section">
      <div className="import-problems-head">
        <h3 className="import-heading">{t.problems}</h3>
        <span className="sp" />
        <Button onClick={() => void save()}>{t.saveProblems}</Button>
      </div>
      {said && <Notice tone={said.tone}>{said.words}</Notice>}
      <ul className="import-causes">
        {report.reasons.map((reason) => <Cause key={`${reason.code} ${reason.skipped}`} reason={reason} job={job} mendable={mendable} open={report.reasons.length === 1} />)}
      </ul>
    </section>
  )
}

function Cause({ reason, job, mendable, open }: { reason: Reason; job: string; mendable: boolean; open: boolean }) {
  const [shown, setShown] = useState(open)
  return (
    <li className="import-cause">
      <div className="import-cause-head">
        <b className="num-tab">{formatNumber(reason.rows)}</b>
        <span className={reason.skipped ? 'import-mark out' : 'import-mark'}>{fate(reason)}</span>
        <span className="import-cause-words selectable">{reason.message}</span>
        <Button aria-expanded={shown} onClick={() => setShown(!shown)}>{shown ? t.hideRows : t.showRows(formatNumber(reason.rows))}</Button>
      </div>
      {shown && <CauseRows reason={reason} job={job} mendable={mendable} />}
    </li>
  )
}

/** What became of the rows of a cause. */
function fate(reason: Reason): string {
  if (reason.skipped) return t.rowOut
  return reason.told ? t.staysIn : t.valueOut
}
