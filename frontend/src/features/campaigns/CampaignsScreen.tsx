import { FileChartColumn, Plus, Send, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { bridge, type CampaignView, sentenceOf } from '../../bridge/client'
import './campaigns.css'
import { saveCampaignReport } from '../../app/exports'
import { t } from '../../i18n/exports'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { EmptyState } from '../../ui/EmptyState'
import { IconButton } from '../../ui/IconButton'
import { formatNumber, formatMoment } from '../../i18n/format'
import { NewCampaign } from './NewCampaign'
import { ScreenBar } from './ScreenBar'
import { StateBadge } from './StateBadge'
import { useLoad } from '../../app/useLoad'
import { useSendMoves } from './useSendJob'
import { plannedMails } from './words'
import { Notice } from '../../ui/Notice'
import { go, routes } from '../../app/routes'

/** All campaigns, newest first. */
export function CampaignsScreen() {
  const { value, error, reload } = useLoad(bridge.campaigns.list, 0)
  const [creating, setCreating] = useState(false)
  const [deleting, setDeleting] = useState<CampaignView>()
  useSendMoves(reload)
  return (
    <div className="campaign-screen">
      <ScreenBar
        title="Campaigns"
        actions={
          <Button tone="primary" onClick={() => setCreating(true)}>
            <Plus size={15} aria-hidden /> New campaign
          </Button>
        }
      />
      <div className="campaign-scroll scroll">
        {error && <Notice tone="bad">{error}</Notice>}
        {value && (value.length === 0 ? <NoCampaigns onCreate={() => setCreating(true)} /> : <CampaignTable rows={value} onDelete={setDeleting} />)}
      </div>
      {creating && <NewCampaign onClose={() => setCreating(false)} />}
      {deleting && <DeleteDraft campaign={deleting} onClose={() => setDeleting(undefined)} onDeleted={reload} />}
    </div>
  )
}

function NoCampaigns({ onCreate }: { onCreate(): void }) {
  return (
    <EmptyState icon={<Send size={24} />} title="Write to a segment" actions={<Button tone="primary" size="large" onClick={onCreate}>New campaign</Button>}>
      A campaign is one mail to the people of one segment. It goes to the outbox on this computer until you add a sending account.
    </EmptyState>
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
          <tr key={row.id} onClick={() => go(routes.campaign(row.id))}>
            <td>
              <a className="campaign-name" href={`#${routes.campaign(row.id)}`} onClick={(e) => e.stopPropagation()}>
                {row.name || 'Untitled'}
              </a>
            </td>
            <td><StateBadge state={row.state} /></td>
            <td>{row.segmentName || <span className="hint">No segment yet</span>}</td>
            <td className="number-cell">{row.state === 'draft' ? '' : `${formatNumber(row.tally.sent)} of ${formatNumber(plannedMails(row.tally))}`}</td>
            <td className="number-cell">{row.state === 'draft' ? '' : formatNumber(row.tally.refused)}</td>
            <td>{formatMoment(row.sentAt || row.updatedAt)}</td>
            <td onClick={(e) => e.stopPropagation()}>
              {row.state === 'draft' ? (
                <IconButton small label={`Delete ${row.name || 'Untitled'}`} onClick={() => onDelete(row)}><Trash2 size={14} /></IconButton>
              ) : (
                <IconButton small label={t.saveReportOf(row.name || 'Untitled')} onClick={() => void saveCampaignReport(row.id)}><FileChartColumn size={14} /></IconButton>
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
      await bridge.campaigns.delete(campaign.id)
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
          <Button onClick={onClose}>Keep it</Button>
          <Button tone="danger" onClick={() => void remove()}>Delete draft</Button>
        </>
      }
    >
      {error && <Notice tone="bad">{error}</Notice>}
      <p>“{campaign.name || 'Untitled'}” was never sent. What you wrote cannot be brought back.</p>
    </Dialog>
  )
}
