import { Redo2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/Button'
import { IconButton } from '../../ui/IconButton'
import { TopBar } from '../../app/TopBar'
import { routes } from '../../app/routes'
import { isUnsaved, unnamed } from './state/draft'
import { redo, rename, undo, useDraft } from './state/drafts'
import { draftCampaign, saveAndStay } from './state/saving'

/** The top bar of the studio: name, state, undo and redo, and the one primary button. */
export function StudioBar({ fail }: { fail(sentence: string): void }) {
  const unsaved = useDraft(isUnsaved)
  const isNew = useDraft((d) => d.segment === 0)
  const past = useDraft((d) => d.past.at(-1)?.label)
  const future = useDraft((d) => d.future.at(-1)?.label)
  return (
    <TopBar
      crumb={{ label: 'Segments', to: routes.segments }}
      title={<NameField />}
      state={
        <>
          {!isNew && <span className="live-pill"><i aria-hidden /> Live</span>}
          <span className="top-bar-words" data-testid="save-state">{unsaved || isNew ? 'Unsaved changes' : 'Saved'}</span>
        </>
      }
      actions={
        <>
          <IconButton label={past ? `Undo: ${past}` : 'Nothing to undo'} keys="Ctrl Z" aria-disabled={!past} onClick={undo} data-action="undo"><Undo2 size={16} /></IconButton>
          <IconButton label={future ? `Redo: ${future}` : 'Nothing to redo'} keys="Ctrl Shift Z" aria-disabled={!future} onClick={redo} data-action="redo"><Redo2 size={16} /></IconButton>
          <span className="divider" />
          <Button onClick={() => void draftCampaign(fail)}>Draft a campaign</Button>
          <Button tone="primary" onClick={() => void saveAndStay(fail)}>Save segment</Button>
        </>
      }
    />
  )
}

/** The segment's name, written in place. An emptied name becomes the old one again. */
function NameField() {
  const name = useDraft((d) => d.name)
  const [before, setBefore] = useState(name)
  return (
    <h1 className="name-field">
      <input
        aria-label="Segment name"
        data-action="rename"
        value={name}
        maxLength={120}
        size={Math.min(40, Math.max(8, Math.ceil(name.length * 0.85)))}
        onFocus={(e) => {
          setBefore(name)
          if (name === unnamed) e.target.select()
        }}
        onChange={(e) => rename(e.target.value)}
        onBlur={() => name.trim() === '' && rename(before || unnamed)}
        onKeyDown={(e) => {
          if (e.key === 'Escape') rename(before)
          if (e.key === 'Escape' || e.key === 'Enter') e.currentTarget.blur()
        }}
      />
    </h1>
  )
}
