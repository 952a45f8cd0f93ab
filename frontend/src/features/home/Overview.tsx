import { ArrowRight, Plus } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import { TopBar } from '../../app/TopBar'
import { mark } from '../../app/marks'
import { go, routes } from '../../app/routes'
import { showTrouble } from '../../app/trouble'
import { counted, formatNumber, formatMoment } from '../../i18n/format'
import { campaignStates } from '../../i18n/states'
import { bridge, sentenceOf, type CampaignView, type ImportReport, type SegmentView, type WorkspaceState } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { pickSpreadsheet } from './pickSpreadsheet'
import { WorkspaceMenu } from './WorkspaceMenu'

interface Here {
  segments: SegmentView[]
  campaigns: CampaignView[]
  imports: ImportReport[]
}

const nothing: Here = { segments: [], campaigns: [], imports: [] }

/** What is in the open workspace, and the next thing to do with it. */
export function Overview({ workspace }: { workspace: WorkspaceState }) {
  const { here, error } = useHere(workspace)
  return (
    <div className="home scroll">
      <TopBar title={<WorkspaceMenu workspace={workspace} />} actions={<Button onClick={() => void pickSpreadsheet().catch(showTrouble)}>Import a spreadsheet</Button>} />
      <div className="home-column">
        {error && <Notice tone="bad">{error}</Notice>}
        {workspace.notice && <Notice tone="warn">{workspace.notice}</Notice>}
        <Figures workspace={workspace} here={here} />
        {workspace.contacts === 0 && !workspace.loading ? <NobodyYet /> : (
          <div className="home-cards">
            <Segments segments={here?.segments} />
            <Drafts campaigns={here?.campaigns} />
            <Imports imports={here?.imports} />
          </div>
        )}
      </div>
    </div>
  )
}

/** Asks again whenever the data of the workspace changed. */
function useHere({ path, contacts, events, loading }: WorkspaceState) {
  const [here, setHere] = useState<Here>()
  const [error, setError] = useState('')
  useEffect(() => {
    let wanted = true
    Promise.all([loading ? [] : bridge.segments.list(), bridge.campaigns.list(), bridge.imports.list()]).then(
      ([segments, campaigns, imports]) => {
        if (!wanted) return
        setHere({ segments, campaigns, imports })
        if (!loading) mark('first numbers')
        setError('')
      },
      (reason: unknown) => wanted && (setError(sentenceOf(reason)), setHere(nothing)),
    )
    return () => {
      wanted = false
    }
  }, [path, contacts, events, loading])
  return { here, error }
}

function Figures({ workspace, here }: { workspace: WorkspaceState; here: Here | undefined }) {
  const drafts = here?.campaigns.filter((campaign) => campaign.state === 'draft').length
  return (
    <dl className="figures">
      <Figure label="People" value={workspace.contacts} />
      <Figure label="Things they did" value={workspace.events} />
      <Figure label="Segments" value={here?.segments.length} />
      <Figure label="Drafts" value={drafts} />
    </dl>
  )
}

function Figure({ label, value }: { label: string; value: number | undefined }) {
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd className="num-tab">{value === undefined ? ' ' : formatNumber(value)}</dd>
    </div>
  )
}

function NobodyYet() {
  return (
    <section className="home-card home-empty" aria-label="Nobody is here yet">
      <h2>Nobody is here yet</h2>
      <p>Drop a spreadsheet of your customers anywhere on this window, then one of their orders.</p>
      <Button tone="primary" onClick={() => void pickSpreadsheet().catch(showTrouble)}>Choose a file</Button>
    </section>
  )
}

function Card({ title, all, children }: { title: string; all?: { label: string; to: string }; children: ReactNode }) {
  return (
    <section className="home-card" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {all && <Link href={all.to} className="home-all">{all.label}<ArrowRight size={13} aria-hidden /></Link>}
      </header>
      {children}
    </section>
  )
}

function Segments({ segments }: { segments: SegmentView[] | undefined }) {
  return (
    <Card title="Segments" all={{ label: 'All segments', to: routes.segments }}>
      <ul className="home-list">
        {segments?.slice(0, 5).map((segment) => (
          <li key={segment.id}>
            <Link href={routes.segment(segment.id)} className="home-row">
              <b>{segment.name}</b>
              <span className="home-row-number num-tab">{counted(segment.people, 'person', 'people')}</span>
              <small>{segment.sentence}</small>
              <small className="home-row-number num-tab">{formatNumber(segment.mailable)} can be mailed</small>
            </Link>
          </li>
        ))}
      </ul>
      {segments?.length === 0 && <p className="home-none">Say in one sentence who you want to reach.</p>}
      <Button onClick={() => go(routes.segment('new'))}><Plus size={14} />New segment</Button>
    </Card>
  )
}

function Drafts({ campaigns }: { campaigns: CampaignView[] | undefined }) {
  const open = campaigns?.filter((campaign) => campaign.state !== 'sent').slice(0, 5)
  return (
    <Card title="Mails in the making" all={{ label: 'All campaigns', to: routes.campaigns }}>
      <ul className="home-list">
        {open?.map((campaign) => (
          <li key={campaign.id}>
            <Link href={routes.campaign(campaign.id)} className="home-row">
              <b>{campaign.name}</b>
              <span className="home-row-number">{campaignStates[campaign.state] ?? campaign.state}</span>
              <small>{campaign.segmentName ? `to ${campaign.segmentName}` : 'no audience chosen yet'}</small>
              <small className="home-row-number">{formatMoment(campaign.updatedAt)}</small>
            </Link>
          </li>
        ))}
      </ul>
      {open?.length === 0 && <p className="home-none">No draft is waiting. Begin one from a segment.</p>}
    </Card>
  )
}

function Imports({ imports }: { imports: ImportReport[] | undefined }) {
  const last = imports?.[0]
  return (
    <Card title="Last import">
      {last ? (
        <p className="home-import">
          <b className="selectable">{last.file}</b>
          <span>{`${counted(last.rows, 'row', 'rows')}: ${formatNumber(last.added)} new, ${formatNumber(last.updated)} updated, ${formatNumber(last.unchanged)} unchanged, ${formatNumber(last.skipped)} left out`}</span>
          <small>{formatMoment(last.finishedAt)}</small>
        </p>
      ) : (
        imports && <p className="home-none">Nothing was imported into this workspace yet.</p>
      )}
    </Card>
  )
}
