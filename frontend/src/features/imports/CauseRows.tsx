import { useEffect, useRef, useState } from 'react'
import { formatNumber } from '../../i18n/format'
import { t } from '../../i18n/imports'
import { sentenceOf, type ImportReport, type ProblemPage } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { allSuggestions, correct, leaveOut, type Problem } from './corrections'
import { mendPlan } from './edits'
import { firstProblems } from './problemPages'
import { share, told } from './words'

type Reason = ImportReport['reasons'][number]

const pageRows = 50

/** The rows of one cause, a page at a time; where it is not too late, each can be mended. */
export function CauseRows({ reason, job, mendable }: { reason: Reason; job: string; mendable: boolean }) {
  const { page, error, more } = usePages(job, reason.code)
  if (error !== '') return <Notice tone="bad">{error}</Notice>
  if (!page) return null
  const rows = page.rows.filter((problem) => problem.skipped === reason.skipped)
  const mend = mendable && reason.code !== 'left_out'
  return (
    <div className="import-cause-rows">
      {mend && reason.suggested > 0 && <UseAll job={job} reason={reason} total={page.total} />}
      <div className="import-grid import-problems scroll" role="region" aria-label={`${t.problemRows}: ${reason.message}`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.row}</th>
              <th scope="col">{t.column}</th>
              <th scope="col">{t.value}</th>
              {mend && <th scope="col">{t.rightValue}</th>}
            </tr>
          </thead>
          <tbody>{rows.map((problem) => <ProblemRow key={`${problem.row} ${problem.index}`} problem={problem} mendable={mend} />)}</tbody>
        </table>
      </div>
      {page.rows.length < page.total && (
        <div className="import-buttons">
          <span className="import-lead">{share(page.rows.length, page.total)}</span>
          <Button onClick={more}>{t.moreRows}</Button>
        </div>
      )}
    </div>
  )
}

/** The problems of a code read so far; more reads the next ones. */
function usePages(job: string, code: string) {
  const [page, setPage] = useState<ProblemPage>()
  const [error, setError] = useState('')
  const [wanted, setWanted] = useState(pageRows)
  useEffect(() => {
    let gone = false
    firstProblems(job, code, wanted).then((next) => !gone && setPage(next), (reason: unknown) => !gone && setError(sentenceOf(reason)))
    return () => { gone = true }
  }, [job, code, wanted])
  return { page, error, more: () => setWanted(wanted + 3 * pageRows) }
}

/** Takes the suggestion of every row of a cause that has one. */
function UseAll({ job, reason, total }: { job: string; reason: Reason; total: number }) {
  const [error, setError] = useState('')
  const use = async () => {
    try {
      const { rows } = await firstProblems(job, reason.code, total)
      mendPlan(t.tookSuggestions(...told(reason.suggested)), (made) => allSuggestions(made, rows))
    } catch (wrong) {
      setError(sentenceOf(wrong))
    }
  }
  return (
    <div className="import-buttons">
      <Button tone="primary" onClick={() => void use()}>{t.useAll(...told(reason.suggested))}</Button>
      {error !== '' && <Notice tone="bad">{error}</Notice>}
    </div>
  )
}

function ProblemRow({ problem, mendable }: { problem: Problem; mendable: boolean }) {
  return (
    <tr>
      <td className="num-tab">{formatNumber(problem.row)}</td>
      <td>{problem.column}</td>
      <td className="selectable">{problem.value}</td>
      {mendable && <td><Mend problem={problem} /></td>}
    </tr>
  )
}

/** The right value of one cell, typed or taken from the suggestion. */
function Mend({ problem }: { problem: Problem }) {
  const [text, setText] = useState('')
  const form = useRef<HTMLFormElement>(null)
  const row = formatNumber(problem.row)
  const mend = (to: string, everywhere = false) => {
    focusNext(form.current)
    mendPlan(t.corrected(problem.column), (made) => correct(made, problem, to, everywhere))
  }
  const leave = () => {
    focusNext(form.current)
    mendPlan(t.leftRow(row), (made) => leaveOut(made, problem.row))
  }
  return (
    <form ref={form} className="import-mend" onSubmit={(event) => { event.preventDefault(); if (text !== '') mend(text) }}>
      {problem.suggestion !== '' && <Button onClick={() => mend(problem.suggestion)}>{t.useOne(problem.suggestion)}</Button>}
      {problem.index >= 0 && (
        <>
          <input className="input" aria-label={t.rightValueOf(problem.column, row)} value={text} onChange={(event) => setText(event.target.value)} />
          <Button type="submit" disabled={text === ''}>{t.use}</Button>
          {problem.value !== '' && <Button aria-label={t.everywhereOf(problem.value, problem.column)} disabled={text === ''} onClick={() => mend(text, true)}>{t.everywhere}</Button>}
        </>
      )}
      <Button aria-label={t.leaveRowOf(row)} onClick={leave}>{t.leaveRow}</Button>
    </form>
  )
}

/** A mended row goes once the file is counted again; the keyboard goes on with the next one, or with the table. */
function focusNext(form: HTMLFormElement | null) {
  const next = form?.closest('tr')?.nextElementSibling
  const place = next?.querySelector<HTMLElement>('.import-mend input, .import-mend button') ?? form?.closest<HTMLElement>('.import-problems')
  place?.focus()
}
