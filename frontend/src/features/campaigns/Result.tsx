import { FileChartColumn, Pause, Play } from 'lucide-react'
import { useState } from 'react'
import { useActions } from '../../actions/registry'
import { saveCampaignReport } from '../../app/exports'
import { bridge, type CampaignView, sentenceOf } from '../../bridge/client'
import { StateBadge } from './StateBadge'
import { t } from '../../i18n/exports'
import { formatNumber, formatMoment } from '../../i18n/format'
import { Ledger } from './Ledger'
import { ScreenBar } from './ScreenBar'
import { useSendJob } from './useSendJob'
import { plannedMails } from './words'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { go, routes } from '../../app/routes'

/** What became of a campaign: how far it is, and what happened to each person's mail. */
export function Result({ campaign, onChange }: { campaign: CampaignView; onChange(): void }) {
  const job = useSendJob()
  const [error, setError] = useState('')
  const act = async (what: () => Promise<unknown>) => {
    setError('')
    try {
      await what()
    } catch (reason) {
      setError(sentenceOf(reason))
    }
    onChange()
  }
  const planned = plannedMails(campaign.tally)
  const done = campaign.tally.sent + campaign.tally.refused + campaign.tally.unknown
  const running = campaign.state === 'sending'
  const save = () => void saveCampaignReport(campaign.id)
  useActions([{ id: 'campaign.report', group: 'campaign', label: t.saveReport, icon: FileChartColumn, run: save }])
  return (
    <div className="campaign-screen">
      <ScreenBar
        crumb
        title={campaign.name || 'Untitled'}
        state={
          <>
            <StateBadge state={campaign.state} />
            <span className="bar-note">to {campaign.segmentName}{campaign.sentAt && `, ${formatMoment(campaign.sentAt)}`}</span>
          </>
        }
        actions={
          <>
            <Button onClick={save}><FileChartColumn size={15} aria-hidden /> {t.saveReport}</Button>
            <Button onClick={() => go(routes.outbox)}>Open the outbox</Button>
          </>
        }
      />
      <div className="campaign-scroll scroll">
        {error && <Notice tone="bad">{error}</Notice>}
        <section className="send-strip" aria-label="Sending">
          <div className="progress">
            <span className="progress-label">{running ? 'Sending' : campaign.state === 'paused' ? 'Paused' : 'Sent'}</span>
            <span className="progress-value num-tab" role="status">{formatNumber(campaign.tally.sent)} of {formatNumber(planned)}</span>
            <div className="progress-track" role="progressbar" aria-label="Mails sent" aria-valuemin={0} aria-valuemax={planned} aria-valuenow={done}>
              <div className="progress-bar" style={{ width: `${planned === 0 ? 100 : (done / planned) * 100}%` }} />
            </div>
            <span className="hint">{campaign.tally.note || (running && job?.note)}</span>
          </div>
          {running && <Button onClick={() => void act(() => bridge.sending.pause(campaign.id))}><Pause size={14} /> Pause</Button>}
          {campaign.state === 'paused' && <Button tone="primary" onClick={() => void act(() => bridge.sending.resume(campaign.id))}><Play size={14} /> Resume</Button>}
        </section>
        {campaign.state !== 'sent' && job?.state === 'failed' && job.error && <Notice tone="bad">{job.error}</Notice>}
        <Ledger id={campaign.id} tally={campaign.tally} />
      </div>
    </div>
  )
}
