import { CircleCheck } from 'lucide-react'
import { go, routes } from '../../app/routes'
import { counted } from '../../i18n/format'
import type { ImportReport } from '../../bridge/client'
import { formatSeconds } from '../../i18n/format'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { Problems } from './Problems'
import { TallyTable } from './Tally'
import { rowAccount } from './words'

/** After the import: the account of every row, and what to do next. */
export function ResultPage({ report, job, onAgain }: { report: ImportReport; job: string; onAgain: () => void }) {
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
          <p className="selectable">{`${rowAccount(report)}. It took ${formatSeconds(report.seconds)}.`}</p>
        </div>
      </header>
      <TallyTable report={report} />
      {report.warnings.map((warning) => <Notice key={warning} tone="warn">{warning}</Notice>)}
      <section className="import-section" aria-label="What to do next">
        <h3 className="import-heading">What to do next</h3>
        <div className="import-buttons">
          <Button tone="primary" onClick={() => open(routes.segment('new'))}>Make a segment</Button>
          <Button onClick={() => open(routes.people)}>Look at the people</Button>
          <Button onClick={onAgain}>{report.kind === 'people' ? 'Add their orders' : 'Import another file'}</Button>
        </div>
      </section>
      <Problems report={report} job={job} />
    </>
  )
}

function headline(report: ImportReport): string {
  if (report.kind === 'orders') {
    const orders = counted(report.added, 'order is', 'orders are')
    return report.peopleAdded > 0 ? `${orders} in, with ${counted(report.peopleAdded, 'new person', 'new people')}` : `${orders} in`
  }
  return report.updated > 0 ? `${counted(report.added, 'new person', 'new people')}, ${counted(report.updated, 'person', 'people')} updated` : `${counted(report.added, 'person is', 'people are')} in`
}
