import { CopyPlus, Ellipsis, History, Layers, Quote, Snowflake, Sun, Trash2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useActions } from '../../../actions/registry'
import { go, routes } from '../../../app/routes'
import type { SegmentRow } from '../../../bridge/client'
import { t } from '../../../i18n/versions'
import { IconButton } from '../../../ui/IconButton'
import { Menu } from '../../../ui/Menu'
import { freezeSegment, replaceAndDelete, thawSegment } from '../list/deeds'
import { DeleteDialog } from '../list/DeleteDialog'
import { isUnsaved } from '../state/draft'
import { goBack, useDraft } from '../state/drafts'
import { VersionsDialog } from '../versions/VersionsDialog'
import { useSegmentDeeds } from './useSegmentDeeds'

/** What can be done with the segment as a whole, in a menu and in the palette. */
export function StudioMenu({ stored }: { stored: SegmentRow | undefined }) {
  const unsaved = useDraft((d) => d.segment !== 0 && isUnsaved(d))
  const [versions, setVersions] = useState(false)
  const { blocked, close, gone, remove, duplicate, words } = useSegmentDeeds(stored)
  const frozen = stored !== undefined && stored.frozenAt !== ''
  const freeze = () => stored && void (frozen ? thawSegment(stored) : freezeSegment(stored))
  useActions([
    { id: 'segment.duplicate', group: 'segment', label: t.duplicate, icon: CopyPlus, run: duplicate },
    { id: 'segment.versions', group: 'segment', label: t.versions, icon: History, disabled: !stored, run: () => setVersions(true) },
    { id: 'segment.freeze', group: 'segment', label: frozen ? t.thaw : t.freeze, icon: frozen ? Sun : Snowflake, disabled: !stored, run: freeze },
    { id: 'segment.overlap', group: 'segment', label: t.overlap, icon: Layers, disabled: !stored, run: () => stored && go(routes.segmentOverlap([stored.id])) },
    { id: 'segment.delete', group: 'segment', label: t.delete, icon: Trash2, disabled: !stored, run: remove },
  ])
  const icon = (Icon: typeof CopyPlus) => <Icon size={14} aria-hidden />
  return (
    <>
      <Menu
        align="end"
        trigger={<IconButton label={t.more}><Ellipsis size={16} /></IconButton>}
        items={[
          { label: t.duplicate, icon: icon(CopyPlus), run: duplicate },
          { label: t.versions, icon: icon(History), disabled: !stored, run: () => setVersions(true) },
          { label: t.copyWords, icon: icon(Quote), run: words },
          { label: t.goBack, icon: icon(Undo2), disabled: !unsaved, run: goBack },
          { separator: true },
          { label: t.delete, icon: icon(Trash2), danger: true, disabled: !stored, run: remove },
        ]}
      />
      {versions && stored && <VersionsDialog id={stored.id} onClose={() => setVersions(false)} />}
      {blocked && (
        <DeleteDialog
          name={blocked.line.name} uses={blocked.uses} onClose={close}
          onReplace={() => {
            close()
            void replaceAndDelete(blocked.line).then((done) => done && gone(blocked.line.id))
          }}
        />
      )}
    </>
  )
}
