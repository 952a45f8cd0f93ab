import { Plus, Send, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { type CampaignView, campaigns, sentenceOf } from './api'
import './campaigns.css'
import { Dialog } from '../../ui/Dialog'
import { formatNumber, formatMoment } from '../../i18n/format'
import { NewCampaign } from './NewCampaign'
import { ScreenBar } from './ScreenBar'
import { StateBadge } from './StateBadge'
import { useLoad } from './useLoad'
import { useSendMoves } from './useSendJob'
import { plannedMails } from './words'

/** All campaigns, newest first. */
export function CampaignsScreen() {
  const { value, error, reload } = useLoad(campaigns.list, 0)
  const [creating, setCreating] = useState(false)
  const [deleting, setDeleting] = useState<CampaignView>()
  useSendMoves(reload)
  return (
    <div className="campaign-screen">
      <ScreenBar
        title="Campaigns"
        actions={
          <button type="button" className="btn primary" onClick={() => setCreating(true)}>
            <Plus size={15} aria-hidden /> New campaign
          </button>
        }
      />
      <div className="campaign-scroll scroll">
        {error && <p className="notice bad" role="alert">{error}</p>}
        {value && (value.length === 0 ? <NoCampaigns onCreate={() => setCreating(true)} /> : <CampaignTable rows={value} onDelete={setDeleting} />)}
      </div>
      {creating && <NewCampaign onClose={() => setCreating(false)} />}
      {deleting && <DeleteDraft campaign={deleting} onClose={() => setDeleting(undefined)} onDeleted={reload} />}
    </div>
  )
}

function NoCampaigns({ onCreate }: { onCreate(): void }) {
  return (
    <div className="empty">
      <span className="empty-icon">
        <Send size={24} />
      </span>
      <h2>Write to a segment</h2>
      <p>A campaign is one mail to the people of one segment. It goes to the outbox on this computer until you add a sending account.</p>
      <div className="empty-actions">
        <button type="button" className="btn primary large" onClick={onCreate}>
          New campaign
        </button>
      </div>
    </div>
  )
}

function CampaignTable({ rows, onDelete }: { rows: CampaignView[]; onDelete(campaign: CampaignView): void }) {
  return (
    <table className="campaign-table">
      <thead>
        <tr>
          <th scope="col">Campaign</th>
          <th scope="col">State</th>
          <th scope="col">Segment</th>
          <th scope="col" className="number-cell">Sent</th>
          <th scope="col" className="number-cell">Refused</th>
          <th scope="col">Last changed</th>
          <th scope="col"><span className="vh">Actions</span></th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} onClick={() => (window.location.hash = `#/campaigns/${row.id}`)}>
            <td>
              <a className="campaign-name" href={`#/campaigns/${row.id}`} onClick={(e) => e.stopPropagation()}>
                {row.name || 'Untitled'}
              </a>
            </td>
            <td><StateBadge state={row.state} /></td>
            <td>{row.segmentName || <span className="hint">No segment yet</span>}</td>
            <td className="number-cell">{row.state === 'draft' ? '' : `${formatNumber(row.tally.sent)} of ${formatNumber(plannedMails(row.tally))}`}</td>
            <td className="number-cell">{row.state === 'draft' ? '' : formatNumber(row.tally.refused)}</td>
            <td>{formatMoment(row.sentAt || row.updatedAt)}</td>
            <td>
              {row.state === 'draft' && (
                <button type="button" className="ib sm" aria-label={`Delete ${row.name || 'Untitled'}`} onClick={(e) => (e.stopPropagation(), onDelete(row))}>
                  <Trash2 size={14} />
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DeleteDraft({ campaign, onClose, onDeleted }: { campaign: CampaignView; onClose(): void; onDeleted(): void }) {
  const [error, setError] = useState('')
  const remove = async () => {
    try {
      await campaigns.remove(campaign.id)
      onDeleted()
      onClose()
    } catch (reason) {
      setError(sentenceOf(reason))
    }
  }
  return (
    <Dialog
      open
      title="Delete this draft?"
      onClose={onClose}
      actions={
        <>
          <button type="button" className="btn" onClick={onClose}>Keep it</button>
          <button type="button" className="btn danger" onClick={() => void remove()}>Delete draft</button>
        </>
      }
    >
      {error && <p className="notice bad" role="alert">{error}</p>}
      <p>“{campaign.name || 'Untitled'}” was never sent. What you wrote cannot be brought back.</p>
    </Dialog>
  )
}
