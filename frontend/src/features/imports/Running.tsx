import { useJob } from '../../app/jobs'
import { t } from '../../i18n/imports'
import { Button } from '../../ui/Button'
import { Progress } from '../../ui/Progress'
import { type Pace, usePace } from './pace'
import { cancelImport } from './task'

/** The import while it writes. It is all or nothing, so stopping is safe. */
export function Running({ job }: { job: string }) {
  const view = useJob(job)
  const pace = usePace(view)
  return (
    <section className="import-running" aria-label={t.inProgress}>
      <h2>{view?.title || t.importing}</h2>
      {view?.state === 'waiting' ? (
        <p role="status">{t.waits}</p>
      ) : (
        <>
          <Progress label={view?.note || t.readingRows} done={view?.done ?? 0} total={view?.total ?? 0} value={view && view.total === 0 ? t.rowsRead(view.done) : undefined} />
          <p className="import-pace num-tab">{pace && paceWords(pace)}</p>
        </>
      )}
      <p className="import-lead">{t.goOn}</p>
      <Button onClick={cancelImport}>{t.stop}</Button>
    </section>
  )
}

function paceWords({ perSecond, secondsLeft }: Pace): string {
  const left = secondsLeft > 90 ? t.leftMinutes(Math.round(secondsLeft / 60)) : t.leftSeconds(secondsLeft)
  return secondsLeft > 0 ? `${t.perSecond(Math.round(perSecond))}, ${left}` : t.perSecond(Math.round(perSecond))
}
