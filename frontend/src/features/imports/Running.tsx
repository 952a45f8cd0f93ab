import { useJob } from '../../app/jobs'
import { counted } from '../../i18n/format'
import { Button } from '../../ui/Button'
import { Progress } from '../../ui/Progress'
import { cancelImport } from './task'

/** The import while it writes. It is all or nothing, so stopping is safe. */
export function Running({ job }: { job: string }) {
  const view = useJob(job)
  return (
    <section className="import-running" aria-label="Import in progress">
      <h2>{view?.title ?? 'Importing'}</h2>
      <Progress label={view?.note || 'Reading rows'} done={view?.done ?? 0} total={view?.total ?? 0} value={view && view.total === 0 ? counted(view.done, 'row', 'rows') : undefined} />
      <p className="import-lead">You can go on working elsewhere. Stopping now leaves everything as it was before.</p>
      <Button onClick={cancelImport}>Stop the import</Button>
    </section>
  )
}
