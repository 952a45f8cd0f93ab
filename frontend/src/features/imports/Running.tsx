import { useJob } from '../../app/jobs'
import { formatNumber, formatSeconds } from '../../i18n/format'
import { t } from '../../i18n/imports'
import { Button } from '../../ui/Button'
import { Progress } from '../../ui/Progress'
import { pace, type Beat } from './pace'
import { cancelImport } from './task'
import { useRef } from 'react'

/** The import while it writes. It is all or nothing, so stopping is safe. */
export function Running({ job }: { job: string }) {
  const view = useJob(job)
  const beats = useRef<Beat[]>([])
  const speed = view?.state === 'running' ? pace(beats.current, view, Date.now()) : undefined
  return (
    <section className="import-running" aria-label={t.inProgress}>
      <h2>{view?.title || t.importing}</h2>
      <Progress label={view?.state === 'waiting' ? t.waits : view?.note || t.readingRows} done={view?.done ?? 0} total={view?.total ?? 0} />
      <p className="import-lead num-tab">{speed ? t.pace(formatNumber(speed.rows), formatSeconds(speed.left)) : ' '}</p>
      <p className="import-lead">{t.runningHint}</p>
      <Button onClick={cancelImport}>{t.stop}</Button>
    </section>
  )
}
