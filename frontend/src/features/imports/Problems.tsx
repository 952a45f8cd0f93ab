import { useState } from 'react'
import { formatNumber } from '../../i18n/format'
import { t } from '../../i18n/imports'
import { bridge, sentenceOf, type ImportReport, type ReasonCount } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { takeSuggestions } from './edits'
import { ProblemRows } from './ProblemRows'

interface Props {
  report: ImportReport
  job: string
  /** Nothing is written yet: values can be put right. */
  fixable?: boolean
}

/** Every problem by its cause: how many, what to do, and the rows with their column and value. */
export function Problems({ report, job, fixable = false }: Props) {
  const [said, setSaid] = useState<{ tone: 'good' | 'bad'; words: string }>()
  const [shown, setShown] = useState<string>()
  if (report.problemCount === 0) return <Notice tone="good">{t.noProblems}</Notice>
  const trying = (act: () => Promise<unknown>) => void act().catch((reason: unknown) => setSaid({ tone: 'bad', words: sentenceOf(reason) }))
  const save = async () => {
    const path = await bridge.imports.saveProblems(job)
    if (path !== '') setSaid({ tone: 'good', words: t.savedIn(path) })
  }
  const open = shown ?? report.reasons[0]?.code
  return (
    <section className="import-section" aria-label={t.problemsTitle}>
      <div className="import-problems-head">
        <h3 className="import-heading">{t.problemsTitle}</h3>
        <span className="sp" />
        <Button onClick={() => trying(save)}>{t.saveProblems}</Button>
      </div>
      {said && <Notice tone={said.tone}>{said.words}</Notice>}
      <ul className="import-reasons">
        {report.reasons.map((reason) => (
          <li key={reason.code + reason.message} data-open={reason.code === open || undefined}>
            <Cause reason={reason} open={reason.code === open} onOpen={() => setShown(reason.code === open ? '' : reason.code)} />
            {fixable && reason.suggested > 0 && (
              <Button onClick={() => trying(() => takeSuggestions(job, reason.code, reason.suggested))}>{t.useAll(reason.suggested)}</Button>
            )}
            {reason.code === open && (
              <div className="import-cause-rows">
                {fixable && <p className="import-lead">{reason.skipped ? t.whatToDo.out : t.whatToDo.aside}</p>}
                <ProblemRows key={job} job={job} code={reason.code} fixable={fixable} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Cause({ reason, open, onOpen }: { reason: ReasonCount; open: boolean; onOpen: () => void }) {
  return (
    <button type="button" className="import-cause" aria-expanded={open} onClick={onOpen}>
      <b className="num-tab">{formatNumber(reason.rows)}</b>
      <span className={reason.skipped ? 'import-mark out' : 'import-mark'}>{reason.skipped ? t.rowOut : t.valueOut}</span>
      <span>{reason.message}</span>
    </button>
  )
}
