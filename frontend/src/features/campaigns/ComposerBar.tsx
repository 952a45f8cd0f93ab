import { Check, ChevronRight, Redo2, Undo2 } from 'lucide-react'
import { StateBadge } from './CampaignsScreen'
import { useComposer, useDraft } from './composerContext'
import { people } from './format'
import { ScreenBar } from './ScreenBar'

/** Name, audience, undo and the two ways out of the composer. */
export function ComposerBar({ onTest, onReview }: { onTest(): void; onReview(): void }) {
  const { store, segments, waterfall } = useComposer()
  const name = useDraft((s) => s.draft.name)
  const segmentId = useDraft((s) => s.draft.segmentId)
  const saveState = useDraft((s) => s.saveState)
  const past = useDraft((s) => s.past.at(-1)?.name)
  const future = useDraft((s) => s.future.at(-1)?.name)
  const segment = segments.find((s) => s.id === segmentId)
  const rename = (value: string) => store.getState().edit('Renamed the campaign', (d) => ({ ...d, name: value }), 'name')
  return (
    <ScreenBar
      title={
        <>
          <a className="crumb" href="#/campaigns">Campaigns</a>
          <ChevronRight size={13} className="crumb-arrow" aria-hidden />
          <h1 className="vh">{name || 'Untitled'}</h1>
          <input className="name-input" aria-label="Campaign name" placeholder="Untitled" size={Math.max(8, Math.min(36, name.length + 1))} value={name} onChange={(e) => rename(e.target.value)} />
          <StateBadge state="draft" />
          <span className="bar-note">{segment ? `to ${segment.name}${waterfall ? `, ${people(waterfall.willSend)}` : ''}` : 'to nobody yet'}</span>
          <SaveNote state={saveState} />
        </>
      }
    >
      <button type="button" className="ib" aria-label={past ? `Undo: ${past}` : 'Undo'} title={past ? `Undo: ${past}` : 'Nothing to undo'} aria-disabled={!past} onClick={() => store.getState().undo()}>
        <Undo2 size={16} />
      </button>
      <button type="button" className="ib" aria-label={future ? `Redo: ${future}` : 'Redo'} title={future ? `Redo: ${future}` : 'Nothing to redo'} aria-disabled={!future} onClick={() => store.getState().redo()}>
        <Redo2 size={16} />
      </button>
      <button type="button" className="btn" onClick={onTest}>Send a test</button>
      <button type="button" className="btn primary" onClick={onReview}>Review and send</button>
    </ScreenBar>
  )
}

function SaveNote({ state }: { state: 'saved' | 'saving' | 'failed' }) {
  if (state === 'failed') return <span className="save-note bad">Not saved</span>
  return <span className="save-note">{state === 'saving' ? 'Saving' : <><Check size={12} aria-hidden /> Saved</>}</span>
}
