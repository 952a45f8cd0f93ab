import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { go, routes } from '../../app/routes'
import { formatSeconds } from '../../i18n/format'
import { t } from '../../i18n/imports'
import type { ImportReport } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { ChangedSegments } from './ChangedSegments'
import { Problems } from './Problems'
import { Repeats } from './Repeats'
import { TallyTable } from './Tally'
import { UndoImport } from './UndoImport'
import { WatchFile } from './WatchFile'
import { headline, rowAccount } from './words'

/** After the import: the account of every row, what it changed, and what to do next. */
export function ResultPage({ report, job, onAgain }: { report: ImportReport; job: string; onAgain: () => void }) {
  const [undone, setUndone] = useState(report.undoneAt !== '')
  const open = (path: string) => {
    onAgain()
    go(path)
  }
  return (
    <>
      <header className="import-done">
        <span className="import-choose-icon" aria-hidden><CircleCheck size={24} /></span>
        <div>
          <h2>{headline(report)}</h2>
          <p className="selectable">{`${rowAccount(report)}. ${t.took(formatSeconds(report.seconds))}`}</p>
        </div>
        <span className="sp" />
        <UndoImport id={report.importId} file={report.file} label={t.undo} onUndone={() => setUndone(true)} />
      </header>
      {undone && <Notice tone="good">{t.undoneHere}</Notice>}
      <TallyTable report={report} />
      <Repeats report={report} />
      {report.warnings.map((warning) => <Notice key={warning} tone="warn">{warning}</Notice>)}
      {!undone && <ChangedSegments importId={report.importId} />}
      <section className="import-section" aria-label={t.whatNext}>
        <h3 className="import-heading">{t.whatNext}</h3>
        <div className="import-buttons">
          <Button tone="primary" onClick={() => open(routes.segment('new'))}>{t.makeSegment}</Button>
          <Button onClick={() => open(routes.people)}>{t.lookAtPeople}</Button>
          <Button onClick={onAgain}>{report.kind === 'people' ? t.addOrders : t.another}</Button>
          <WatchFile />
        </div>
      </section>
      <Problems report={report} job={job} />
    </>
  )
}
