import { Check, Redo2, Undo2 } from 'lucide-react'
import { useComposer, useDraft } from './composerContext'
import { people } from '../../i18n/format'
import { ScreenBar } from './ScreenBar'
import type { ReactNode } from 'react'
import { StateBadge } from './StateBadge'
import { Button } from '../../ui/Button'

/** Name, audience, undo and the two ways out of the composer. */
export function ComposerBar({ onTest, onReview }: { onTest(): void; onReview(): void }) {
  const { store, segments, waterfall } = useComposer()
  const name = useDraft((s) => s.draft.name)
  const segmentId = useDraft((s) => s.draft.segmentId)
  const saveState = useDraft((s) => s.saveState)
  const past = useDraft((s) => s.past.at(-1)?.label)
  const future = useDraft((s) => s.future.at(-1)?.label)
  const segment = segments.find((s) => s.id === segmentId)
  const rename = (value: string) => store.getState().edit('Renamed the campaign', (d) => ({ ...d, name: value }), 'name')
  return (
    <ScreenBar
      crumb
      title={
        <>
          <h1 className="vh">{name || 'Untitled'}</h1>
          <input className="name-input" aria-label="Campaign name" placeholder="Untitled" size={Math.max(8, Math.min(36, name.length + 1))} value={name} onChange={(e) => rename(e.target.value)} />
        </>
      }
      state={
        <>
          <StateBadge state="draft" />
          <span className="bar-note">{segment ? `to ${segment.name}${waterfall ? `, ${people(waterfall.willSend)}` : ''}` : 'to nobody yet'}</span>
          <SaveNote state={saveState} />
        </>
      }
      actions={
        <>
          <HistoryButton verb="Undo" step={past} onPress={() => store.getState().undo()} icon={<Undo2 size={16} />} />
          <HistoryButton verb="Redo" step={future} onPress={() => store.getState().redo()} icon={<Redo2 size={16} />} />
          <span className="divider" />
          <Button onClick={onTest}>Send a test</Button>
          <Button tone="primary" onClick={onReview}>Review and send</Button>
        </>
      }
    />
  )
}

function HistoryButton({ verb, step, onPress, icon }: { verb: string; step: string | undefined; onPress(): void; icon: ReactNode }) {
  return (
    <button type="button" className="ib" aria-label={step ? `${verb}: ${step}` : verb} title={step ? `${verb}: ${step}` : `Nothing to ${verb.toLowerCase()}`} aria-disabled={!step} onClick={onPress}>
      {icon}
    </button>
  )
}

function SaveNote({ state }: { state: 'saved' | 'saving' | 'failed' }) {
  if (state === 'failed') return <span className="save-note bad">Not saved</span>
  return <span className="save-note">{state === 'saving' ? 'Saving' : <><Check size={12} aria-hidden /> Saved</>}</span>
}
