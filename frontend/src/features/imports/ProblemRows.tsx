import { Ban, Replace, Wand2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { formatNumber } from '../../i18n/format'
import { t } from '../../i18n/imports'
import { bridge, sentenceOf, type ProblemPage, type ProblemView } from '../../bridge/client'
import { IconButton } from '../../ui/IconButton'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { correctCell, correctEqual, leaveRowOut } from './edits'
import { useImport } from './task'

const pageSize = 50

/** The rows of one cause, a page at a time, with a place for the right value. */
export function ProblemRows({ job, code, fixable }: { job: string; code: string; fixable: boolean }) {
  const [offset, setOffset] = useState(0)
  const [page, setPage] = useState<ProblemPage>()
  const [trouble, setTrouble] = useState('')
  useEffect(() => {
    let gone = false
    bridge.imports.problems(job, code, offset, pageSize).then((next) => !gone && setPage(next), (reason: unknown) => !gone && setTrouble(sentenceOf(reason)))
    return () => {
      gone = true
    }
  }, [job, code, offset])
  if (trouble) return <Notice tone="bad">{trouble}</Notice>
  if (!page) return null
  return (
    <>
      <div className="import-grid import-problems scroll" role="region" aria-label={t.problemRows} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {[t.row, t.column, t.value, ...(fixable ? [t.fix] : [])].map((name) => <th key={name} scope="col">{name}</th>)}
            </tr>
          </thead>
          <tbody>
            {page.rows.map((problem) => <Row key={`${problem.row} ${problem.index}`} problem={problem} fixable={fixable} />)}
          </tbody>
        </table>
      </div>
      {page.total > pageSize && <Pager offset={offset} total={page.total} onOffset={setOffset} />}
    </>
  )
}

function Row({ problem, fixable }: { problem: ProblemView; fixable: boolean }) {
  return (
    <tr>
      <td className="num-tab">{formatNumber(problem.row)}</td>
      <td>{problem.column}</td>
      <td className="selectable" title={problem.message}>{problem.value}</td>
      {fixable && <td className="import-fix"><Fix problem={problem} /></td>}
    </tr>
  )
}

function Fix({ problem }: { problem: ProblemView }) {
  const corrections = useImport((task) => task.selection?.corrections)
  const done = corrections?.find((one) => one.row === problem.row && one.index === problem.index)
  const [value, setValue] = useState(done?.to ?? problem.suggestion)
  const changed = value !== '' && value !== problem.value && value !== done?.to
  return (
    <form
      className="import-fix-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (changed) void correctCell(problem, value)
      }}
    >
      {problem.index >= 0 && (
        <>
          <input className="input" aria-label={t.fixOf(problem.row, problem.column)} value={value} onChange={(event) => setValue(event.target.value)} />
          {changed && <IconButton label={t.useSuggestion(value)} small onClick={() => void correctCell(problem, value)}><Wand2 size={14} /></IconButton>}
          {changed && problem.value !== '' && <IconButton label={t.everywhereOf(problem.value)} small onClick={() => void correctEqual(problem, value)}><Replace size={14} /></IconButton>}
        </>
      )}
      <IconButton label={t.leaveRowOut(problem.row)} small onClick={() => void leaveRowOut(problem.row)}><Ban size={14} /></IconButton>
    </form>
  )
}

function Pager({ offset, total, onOffset }: { offset: number; total: number; onOffset: (offset: number) => void }) {
  return (
    <div className="import-pager">
      <Button disabled={offset === 0} onClick={() => onOffset(offset - pageSize)}>{t.earlier}</Button>
      <span className="num-tab">{t.page(offset + 1, Math.min(total, offset + pageSize), total)}</span>
      <Button disabled={offset + pageSize >= total} onClick={() => onOffset(offset + pageSize)}>{t.later}</Button>
    </div>
  )
}
