import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { go, routes } from '../../app/routes'
import { formatSeconds } from '../../i18n/format'
import { t } from '../../i18n/imports'
import type { ImportReport } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { Problems } from './Problems'
import { Repeats } from './Repeats'
import { SegmentsChanged } from './SegmentsChanged'
import { TallyTable } from './Tally'
import { UndoImport } from './UndoImport'
import { headline, rowAccount } from './words'

/** After the import: the account of every row, what it changed, and what to do next. */
export function ResultPage({ report, job, onAgain }: { report: ImportReport; job: string; onAgain: () => void }) {
  const [undone, setUndone] = useState(false)
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
          <p className="selectable">{t.took(rowAccount(report), formatSeconds(report.seconds))}</p>
        </div>
      </header>
      {report.importId > 0 && <UndoImport id={report.importId} file={report.file} whyNot={report.whyNotUndo} onUndone={() => setUndone(true)} />}
      <TallyTable report={report} />
      {report.warnings.map((warning) => <Notice key={warning} tone="warn">{warning}</Notice>)}
      <Repeats report={report} />
      {!undone && report.importId > 0 && <SegmentsChanged id={report.importId} onOpen={open} />}
      <section className="import-section" aria-label={t.whatNext}>
        <h3 className="import-heading">{t.whatNext}</h3>
        <div className="import-buttons">
          <Button tone="primary" onClick={() => open(routes.segment('new'))}>{t.makeSegment}</Button>
          <Button onClick={() => open(routes.people)}>{t.lookAtPeople}</Button>
          <Button onClick={onAgain}>{report.kind === 'people' ? t.addOrders : t.importAnother}</Button>
          {report.kind === 'people' && <Button onClick={onAgain}>{t.importAnother}</Button>}
        </div>
      </section>
      <Problems report={report} job={job} />
    </>
  )
}
