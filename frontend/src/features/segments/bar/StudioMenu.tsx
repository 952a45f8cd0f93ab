import { CopyPlus, Download, Ellipsis, FileChartColumn, History, Layers, Quote, Snowflake, Sun, Trash2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useActions } from '../../../actions/registry'
import { exportRule, exportSegment, saveSegmentReport } from '../../../app/exports'
import { go, routes } from '../../../app/routes'
import type { SegmentRow } from '../../../bridge/client'
import { t as file } from '../../../i18n/exports'
import { t } from '../../../i18n/versions'
import { IconButton } from '../../../ui/IconButton'
import { Menu } from '../../../ui/Menu'
import { freezeSegment, replaceAndDelete, thawSegment } from '../list/deeds'
import { DeleteDialog } from '../list/DeleteDialog'
import { documentOf, isUnsaved } from '../state/draft'
import { currentDraft, goBack, useDraft } from '../state/drafts'
import { VersionsDialog } from '../versions/VersionsDialog'
import { useSegmentDeeds } from './useSegmentDeeds'

/** What can be done with the segment as a whole, in a menu and in the palette. */
export function StudioMenu({ stored }: { stored: SegmentRow | undefined }) {
  const unsaved = useDraft((d) => d.segment !== 0 && isUnsaved(d))
  const [versions, setVersions] = useState(false)
  const { blocked, close, gone, remove, duplicate, words } = useSegmentDeeds(stored)
  const frozen = stored !== undefined && stored.frozenAt !== ''
  const freeze = () => stored && void (frozen ? thawSegment(stored) : freezeSegment(stored))
  const people = () => exportShown(stored)
  const report = () => stored && void saveSegmentReport(stored.id)
  useActions([
    { id: 'segment.export', group: 'segment', label: file.exportPeople, icon: Download, run: people },
    { id: 'segment.report', group: 'segment', label: file.saveReport, icon: FileChartColumn, disabled: !stored, run: report },
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
          { label: file.exportPeople, icon: icon(Download), run: people },
          { label: file.saveReport, icon: icon(FileChartColumn), disabled: !stored, run: report },
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

/** The people of a frozen segment, else those the rule on the screen finds, saved or not. */
function exportShown(stored: SegmentRow | undefined): void {
  if (stored?.frozenAt) return void exportSegment(stored.id)
  const draft = currentDraft()
  void exportRule(documentOf(draft), draft.name)
}
