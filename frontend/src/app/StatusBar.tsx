import { Lock, X } from 'lucide-react'
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import type { JobView } from '../bridge/client'
import { bridge } from '../bridge/client'
import { underWay, useJobs } from './jobs'
import { report, useStatus } from './status'
import { useWorkspace } from './workspace'
import { formatNumber } from '../i18n/format'
import { t } from '../i18n/frame'

/** Where the data is, how much of it, what the last act cost, tasks under way, keys. */
export function StatusBar() {
  const state = useWorkspace((workspace) => workspace.state)
  const { note, hints, announcement } = useStatus()
  const [screen] = useLocation()
  useEffect(() => report(''), [screen]) // what another screen did is no news here
  return (
    <footer className="status-bar">
      <span><Lock size={12} aria-hidden />{t.onThisComputer}</span>
      {state.open && <span className="num-tab">{t.contacts(formatNumber(state.contacts), state.contacts === 1)}</span>}
      {state.open && state.loading && <span>{t.preparing}</span>}
      {state.notice && <span className="status-warn">{state.notice}</span>}
      {note && <span className="num-tab">{note}</span>}
      <RunningJobs />
      <span className="sp" />
      {hints.map((hint) => (
        <span key={hint.label} className="status-hint">{hint.keys.map((key) => <kbd key={key}>{key}</kbd>)} {hint.label}</span>
      ))}
      <span className="vh" role="status" aria-live="polite">{announcement}</span>
    </footer>
  )
}

function RunningJobs() {
  const jobs = useJobs((store) => store.jobs)
  // the import shows by itself how far it has looked
  return Object.values(jobs).filter((job) => underWay(job) && job.kind !== 'dry_run').map((job) => <RunningJob key={job.id} job={job} />)
}

function RunningJob({ job }: { job: JobView }) {
  const far = job.total > 0 ? `${formatNumber(Math.round((job.done * 100) / job.total))} %` : ''
  return (
    <span className="num-tab">
      {job.title} {far}
      <button type="button" className="ib tiny" aria-label={t.stop(job.title)} onClick={() => void bridge.jobs.cancel(job.id)}><X size={12} /></button>
    </span>
  )
}
