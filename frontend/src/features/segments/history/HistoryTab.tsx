import { ArrowDownLeft, ArrowUpRight } from 'lucide-react'
import { useState } from 'react'
import { bridge, type HistoryMove, type SegmentHistory } from '../../../bridge/client'
import { useLoaded } from '../../../clause/editors/useLoaded'
import { formatDay, formatMoment, formatNumber } from '../../../i18n/format'
import { t } from '../../../i18n/audience'
import { useAnswer } from '../state/answer'
import { isUnsaved } from '../state/draft'
import { useDraft } from '../state/drafts'
import { SizeLine } from './SizeLine'
import './history.css'

/** How the saved segment's people came and went. */
export function HistoryTab() {
  const segment = useDraft((d) => d.segment)
  const unsaved = useDraft(isUnsaved)
  const people = useAnswer((answer) => answer.count?.people)
  const { value: history, trouble } = useLoaded(segment === 0 ? '' : `${segment} ${people}`, () => bridge.segments.history(segment))
  if (segment === 0) return <div className="history"><p className="quiet-words">{t.historyNew}</p></div>
  return (
    <div className="history">
      {trouble && <p className="quiet-words" role="alert">{trouble}</p>}
      {unsaved && <p className="quiet-words">{t.historyUnsaved}</p>}
      {history && (history.evaluatedAt === '' ? <p className="quiet-words">{t.historyNone}</p> : <Recorded history={history} />)}
    </div>
  )
}

function Recorded({ history }: { history: SegmentHistory }) {
  const [table, setTable] = useState(false)
  return (
    <>
      {table ? <DayTable history={history} /> : <SizeLine days={history.days} />}
      <button type="button" className="link-button" onClick={() => setTable(!table)}>{table ? t.asPicture : t.asTable}</button>
      <section aria-label={t.changes}>
        <h2>{t.changes}</h2>
        {history.changes.length === 0 ? <p className="quiet-words">{t.noChanges}</p> : <ul>{history.changes.map((move) => <Move key={`${move.id} ${move.at} ${move.entered}`} move={move} />)}</ul>}
      </section>
    </>
  )
}

function Move({ move }: { move: HistoryMove }) {
  const words = move.entered ? t.entered : t.left
  return (
    <li className={`history-move ${move.entered ? 'in' : 'out'}`}>
      {move.entered ? <ArrowDownLeft size={13} aria-hidden /> : <ArrowUpRight size={13} aria-hidden />}
      <span className="person-words">
        {move.name || t.gone}
        <small>{words[move.cause] ?? words.data}</small>
        <small>{formatMoment(move.at)}</small>
      </span>
    </li>
  )
}

function DayTable({ history }: { history: SegmentHistory }) {
  return (
    <div className="history-days scroll" role="group" aria-label={t.sizeTitle} tabIndex={0}>
      <table>
        <thead>
          <tr><th scope="col">{t.day}</th><th scope="col">{t.people}</th><th scope="col">{t.enteredColumn}</th><th scope="col">{t.leftColumn}</th></tr>
        </thead>
        <tbody>
          {history.days.filter((d) => d.size >= 0).reverse().map((d) => (
            <tr key={d.date}><th scope="row">{formatDay(d.date)}</th><td>{formatNumber(d.size)}</td><td>{formatNumber(d.entered)}</td><td>{formatNumber(d.left)}</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
