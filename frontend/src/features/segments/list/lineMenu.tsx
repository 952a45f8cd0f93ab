import { CopyPlus, Download, FileChartColumn, FolderOpen, Pencil, Send, Snowflake, Sun, Trash2 } from 'lucide-react'
import { t as words } from '../../../i18n/exports'
import { t } from '../../../i18n/segments'
import type { MenuItem } from '../../../ui/Menu'
import type { Line } from './order'

/** What the list can do to one segment. */
export interface LineDeeds {
  open(line: Line): void
  rename(line: Line): void
  duplicate(line: Line): void
  freeze(line: Line): void
  campaign(line: Line): void
  exportPeople(line: Line): void
  report(line: Line): void
  remove(line: Line): void
}

/** The menu of a segment, the same at its button and under the right mouse button. */
export function lineMenu(line: Line, deeds: LineDeeds): MenuItem[] {
  return [
    { label: t.open, icon: <FolderOpen size={14} aria-hidden />, keys: 'Enter', run: () => deeds.open(line) },
    { label: t.draftCampaign, icon: <Send size={14} aria-hidden />, run: () => deeds.campaign(line) },
    { separator: true },
    { label: t.rename, icon: <Pencil size={14} aria-hidden />, keys: 'F2', run: () => deeds.rename(line) },
    { label: t.duplicate, icon: <CopyPlus size={14} aria-hidden />, keys: 'Ctrl D', run: () => deeds.duplicate(line) },
    { label: line.frozenAt ? t.thaw : t.freeze, icon: line.frozenAt ? <Sun size={14} aria-hidden /> : <Snowflake size={14} aria-hidden />, run: () => deeds.freeze(line) },
    { separator: true },
    { label: words.exportPeople, icon: <Download size={14} aria-hidden />, run: () => deeds.exportPeople(line) },
    { label: words.saveReport, icon: <FileChartColumn size={14} aria-hidden />, run: () => deeds.report(line) },
    { separator: true },
    { label: t.delete, icon: <Trash2 size={14} aria-hidden />, keys: 'Del', danger: true, run: () => deeds.remove(line) },
  ]
}
