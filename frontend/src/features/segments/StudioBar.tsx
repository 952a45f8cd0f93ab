import { useState } from 'react'
import { HistoryButtons } from '../../actions/UndoButtons'
import { Button } from '../../ui/Button'
import { TopBar } from '../../app/TopBar'
import { routes } from '../../app/routes'
import { t } from '../../i18n/versions'
import { StatePill } from './bar/StatePill'
import { StudioMenu } from './bar/StudioMenu'
import { useStored } from './bar/useStored'
import { isUnsaved, unnamed } from './state/draft'
import { redo, rename, undo, useDraft } from './state/drafts'
import { draftCampaign, saveAndStay } from './state/saving'

/** The top bar of the studio: name, state, undo and redo, and the one primary button. */
export function StudioBar({ fail }: { fail(sentence: string): void }) {
  const unsaved = useDraft((d) => d.segment === 0 || isUnsaved(d))
  const past = useDraft((d) => d.past.at(-1)?.label)
  const future = useDraft((d) => d.future.at(-1)?.label)
  const stored = useStored()
  return (
    <TopBar
      crumb={{ label: t.segments, to: routes.segments }}
      title={<NameField />}
      state={
        <>
          {stored && <StatePill stored={stored} />}
          <span className="top-bar-words" data-testid="save-state">{unsaved ? t.unsaved : t.saved}</span>
        </>
      }
      actions={
        <>
          <HistoryButtons past={past} future={future} undo={undo} redo={redo} />
          <StudioMenu stored={stored} />
          <span className="divider" />
          <Button onClick={() => void draftCampaign(fail)}>{t.draftCampaign}</Button>
          <Button tone="primary" onClick={() => void saveAndStay(fail)}>{t.save}</Button>
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
        aria-label={t.name}
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
