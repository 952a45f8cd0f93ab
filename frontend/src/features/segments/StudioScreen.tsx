import { useEffect, useState } from 'react'
import { bridge, sentenceOf } from '../../bridge/client'
import { Notice } from '../../ui/Notice'
import { AudiencePane } from './audience/AudiencePane'
import { Canvas } from './canvas/Canvas'
import { DragTag } from './DragTag'
import { Panes } from '../../app/Panes'
import { useKeyHints } from '../../app/status'
import { t as c } from '../../i18n/canvas'
import { t } from '../../i18n/studio'
import { takeStarter } from './starter'
import { useCounting } from './state/answer'
import { newDraft, openDraft } from './state/draft'
import { hasDraft, showDraft, useDrafts, type DraftKey } from './state/drafts'
import { recallDrafts } from './state/keeping'
import { useLookedOver } from './state/findings'
import { useForesight } from './state/projected'
import { useLoadedTraits } from '../../clause/traits'
import { lookAway } from './state/view'
import { StudioBar } from './StudioBar'
import { TraitsPane } from './traits/TraitsPane'
import { useStudioActions } from './useStudioActions'
import './studio.css'
import './traits/traits.css'
import './canvas/canvas.css'
import './audience/audience.css'

export interface StudioProps {
  /** The segment's number, or "new". */
  id: string | number
}

/** The segment studio: traits, the rule being made, and the people it means. */
export function StudioScreen({ id }: StudioProps) {
  const key: DraftKey = id === 'new' ? 'new' : Number(id)
  const [trouble, setTrouble] = useState('')
  const shown = useDrafts((s) => s.current === key && key in s.drafts)
  useEffect(() => {
    let current = true
    setTrouble('')
    lookAway()
    open(key).catch((reason: unknown) => current && setTrouble(sentenceOf(reason)))
    return () => {
      current = false
    }
  }, [key])
  if (!shown) return <div className="studio-wait">{trouble && <Notice tone="bad">{trouble}</Notice>}</div>
  return <Studio trouble={trouble} fail={setTrouble} />
}

/** Shows the draft of this session, else what is stored, else a new segment. */
async function open(key: DraftKey): Promise<void> {
  await recallDrafts()
  if (key === 'new') return showDraft('new', takeStarter() ?? (hasDraft('new') ? undefined : newDraft()))
  if (hasDraft(key)) return showDraft(key)
  const view = await bridge.segments.get(key)
  showDraft(key, openDraft(view.id, view.name, view.rule))
}

function Studio({ trouble, fail }: { trouble: string; fail(sentence: string): void }) {
  useLoadedTraits()
  useCounting()
  useForesight()
  useLookedOver()
  useStudioActions(fail)
  const [hints] = useState(() => [{ keys: ['Space'], label: c.hintLift }, { keys: ['Alt', '↑↓←→'], label: c.hintMove }])
  useKeyHints(hints)
  return (
    <div className="studio">
      <StudioBar fail={fail} />
      {trouble && (
        <div className="studio-trouble" role="alert">
          <Notice tone="bad">{trouble}</Notice>
        </div>
      )}
      <Panes name="studio" left={<TraitsPane />} middle={<Canvas />} right={<AudiencePane />} labels={{ left: t.traits, middle: t.rules, right: t.audience }} />
      <DragTag />
    </div>
  )
}
