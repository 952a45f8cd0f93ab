import { lazy } from 'react'
import { bridge, type CampaignView } from '../../bridge/client'
import './campaigns.css'
import './editor.css'
import { ComposerRoom } from './ComposerRoom'
import { useLoad } from '../../app/useLoad'
import { useSendMoves } from './useSendJob'

const Result = lazy(() => import('./Result').then((m) => ({ default: m.Result })))

/** One campaign: its editor while it is a draft, its result afterwards. */
export function ComposerScreen({ id }: { id: string }) {
  const number = Number(id)
  const { value, error, reload } = useLoad<CampaignView>(() => bridge.campaigns.get(number), number)
  useSendMoves(reload)
  if (error && !value) return <p className="notice bad campaign-alone" role="alert">{error}</p>
  if (!value || value.id !== number) return <div className="campaign-screen" aria-busy="true" />
  if (value.state !== 'draft') return <Result campaign={value} onChange={reload} />
  return <ComposerRoom key={value.id} campaign={value} onSent={reload} />
}
