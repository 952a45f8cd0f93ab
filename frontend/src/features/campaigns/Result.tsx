import { Pause, Play } from 'lucide-react'
import { useState } from 'react'
import { type CampaignView, sending, sentenceOf } from './api'
import { StateBadge } from './StateBadge'
import { formatNumber, formatMoment } from '../../i18n/format'
import { Ledger } from './Ledger'
import { ScreenBar } from './ScreenBar'
import { useSendJob } from './useSendJob'
import { plannedMails } from './words'

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
        actions={<button type="button" className="btn" onClick={() => (window.location.hash = '#/outbox')}>Open the outbox</button>}
      />
      <div className="campaign-scroll scroll">
        {error && <p className="notice bad" role="alert">{error}</p>}
        <section className="send-strip" aria-label="Sending">
          <div className="progress">
            <span className="progress-label">{running ? 'Sending' : campaign.state === 'paused' ? 'Paused' : 'Sent'}</span>
            <span className="progress-value num-tab" role="status">{formatNumber(campaign.tally.sent)} of {formatNumber(planned)}</span>
            <div className="progress-track" role="progressbar" aria-label="Mails sent" aria-valuemin={0} aria-valuemax={planned} aria-valuenow={done}>
              <div className="progress-bar" style={{ width: `${planned === 0 ? 100 : (done / planned) * 100}%` }} />
            </div>
            <span className="hint">{campaign.tally.note || (running && job?.note)}</span>
          </div>
          {running && <button type="button" className="btn" onClick={() => void act(() => sending.pause(campaign.id))}><Pause size={14} /> Pause</button>}
          {campaign.state === 'paused' && <button type="button" className="btn primary" onClick={() => void act(() => sending.resume(campaign.id))}><Play size={14} /> Resume</button>}
        </section>
        {campaign.state !== 'sent' && job?.state === 'failed' && job.error && <p className="notice bad" role="alert">{job.error}</p>}
        <Ledger id={campaign.id} tally={campaign.tally} />
      </div>
    </div>
  )
}
