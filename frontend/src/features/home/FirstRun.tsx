import { FileSpreadsheet, FolderOpen, Sparkles } from 'lucide-react'
import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { TopBar } from '../../app/TopBar'
import { useJob } from '../../app/jobs'
import { newWorkspace, openWorkspace } from '../../app/workspace'
import { formatMoment } from '../../i18n/format'
import { bridge, sentenceOf, type RecentWorkspace } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { Progress } from '../../ui/Progress'
import { pickSpreadsheet } from './pickSpreadsheet'
import { openSample } from './sample'

/** The first screen without a workspace: no account, no network, something real at once. */
export function FirstRun({ recent }: { recent: RecentWorkspace[] }) {
  const [error, setError] = useState('')
  const attempt = useCallback((act: () => Promise<unknown>) => {
    setError('')
    act().catch((reason: unknown) => setError(sentenceOf(reason)))
  }, [])
  return (
    <div className="first-run scroll">
      <TopBar title="Welcome" />
      <div className="first-run-panel">
        <Mark />
        <h2 className="first-run-title">Find the few people a mail is really for</h2>
        <p className="first-run-lead">KVN Mail works with your customers and orders on this computer. No account, no network.</p>
        <Doors attempt={attempt} onTrouble={setError} />
        {error && <Notice tone="bad">{error}</Notice>}
        <p className="first-run-links">
          <Button tone="quiet" onClick={() => attempt(openWorkspace)}><FolderOpen size={14} aria-hidden />Open a workspace file</Button>
          <Button tone="quiet" onClick={() => attempt(newWorkspace)}>Begin an empty one</Button>
        </p>
        <Recents recent={recent} onOpen={(path) => attempt(() => openWorkspace(path))} />
      </div>
    </div>
  )
}

/** The sign of the product: people as dots, one of them the right one. */
function Mark() {
  const dots = [[8, 8], [24, 8], [8, 24], [40, 24], [24, 40], [40, 40]]
  return (
    <svg className="first-run-mark" viewBox="0 0 48 48" width="48" height="48" aria-hidden>
      {dots.map(([x, y]) => <circle key={`${x} ${y}`} cx={x} cy={y} r="5" />)}
      <circle className="lit" cx="24" cy="24" r="6" />
    </svg>
  )
}

function Doors({ attempt, onTrouble }: { attempt: (act: () => Promise<unknown>) => void; onTrouble: (words: string) => void }) {
  const [job, setJob] = useState('')
  const ended = useCallback((words: string) => {
    setJob('')
    onTrouble(words)
  }, [onTrouble])
  if (job !== '') return <SampleProgress job={job} onTrouble={ended} />
  return (
    <div className="doors">
      <Door icon={<FileSpreadsheet size={22} />} title="Drop a spreadsheet anywhere" text="Excel or CSV, with people or with orders. You see what it holds before anything is written.">
        <Button tone="primary" onClick={() => attempt(pickSpreadsheet)}>Choose a file</Button>
      </Door>
      <Door icon={<Sparkles size={22} />} title="Look around with sample data" text="48,000 fictional people of a skincare shop in Bengaluru, with two years of orders and mails. Its mails go no further than this computer.">
        <Button onClick={() => attempt(async () => setJob(await openSample()))}>Open the sample</Button>
      </Door>
    </div>
  )
}

function Door({ icon, title, text, children }: { icon: ReactNode; title: string; text: string; children: ReactNode }) {
  return (
    <section className="door" aria-label={title}>
      <span className="door-icon" aria-hidden>{icon}</span>
      <h3>{title}</h3>
      <p>{text}</p>
      {children}
    </section>
  )
}

/** How far the sample shop is; its end without success is told once. */
function SampleProgress({ job, onTrouble }: { job: string; onTrouble: (words: string) => void }) {
  const view = useJob(job)
  const state = view?.state
  const trouble = view?.error ?? ''
  useEffect(() => {
    if (state === 'failed') onTrouble(trouble)
    if (state === 'canceled') onTrouble('The sample was not set up. Nothing was kept.')
  }, [state, trouble, onTrouble])
  return (
    <section className="sample-progress" aria-label="Setting up the sample">
      <Progress label={view?.title ?? 'Setting up the sample shop'} done={view?.done ?? 0} total={view?.total ?? 0} />
      <p>{view?.note}</p>
      <Button onClick={() => void bridge.jobs.cancel(job)}>Stop</Button>
    </section>
  )
}

function Recents({ recent, onOpen }: { recent: RecentWorkspace[]; onOpen: (path: string) => void }) {
  if (recent.length === 0) return null
  return (
    <section className="recents" aria-labelledby="recents-title">
      <h3 id="recents-title">Opened before</h3>
      <ul>
        {recent.map((workspace) => (
          <li key={workspace.path}>
            <button type="button" className="recent" disabled={workspace.missing} onClick={() => onOpen(workspace.path)}>
              <b>{workspace.name || workspace.path}</b>
              <span>{workspace.missing ? 'Moved or deleted' : workspace.path}</span>
              <small>{formatMoment(workspace.openedAt)}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
