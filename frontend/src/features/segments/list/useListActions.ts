import { CopyPlus, Download, FileChartColumn, FolderOpen, LayoutTemplate, Pencil, Plus, Send, Snowflake, Trash2 } from 'lucide-react'
import type { Action } from '../../../actions/action'
import { useActions } from '../../../actions/registry'
import { go, routes } from '../../../app/routes'
import { t as words } from '../../../i18n/exports'
import { t } from '../../../i18n/segments'
import type { Way } from './CombineDialog'
import type { LineDeeds } from './lineMenu'
import type { Line } from './order'
import { mostOverlapped } from './SelectionBar'

interface Wanted {
  /** The one segment that keys and the palette mean. */
  line: Line | undefined
  chosen: number
  deeds: LineDeeds
  overlap(): void
  combine(way: Way): void
  clear(): void
}

/** Offers what the list can do to menus, keys and the palette. */
export function useListActions({ line, chosen, deeds, overlap, combine, clear }: Wanted): void {
  const one = (id: string, label: string, icon: Action['icon'], run: (line: Line) => void, keys?: string): Action => ({
    id: `segment.${id}`, label, group: 'segment', icon, keys, disabled: !line, run: () => line && run(line),
  })
  const several = (way: Way, label: string): Action => ({ id: `segment.${way}`, label, group: 'segment', disabled: chosen < 2, run: () => combine(way) })
  useActions([
    { id: 'segment.new', label: t.newSegment, group: 'segment', icon: Plus, keys: 'Ctrl+N', run: () => go(routes.segment('new')) },
    { id: 'segment.templates', label: t.templates, group: 'segment', icon: LayoutTemplate, run: () => go(routes.segmentTemplates) },
    one('open', t.open, FolderOpen, deeds.open),
    one('campaign', t.draftCampaign, Send, deeds.campaign),
    one('rename', t.rename, Pencil, deeds.rename, 'F2'),
    one('duplicate', t.duplicate, CopyPlus, deeds.duplicate, 'Ctrl+D'),
    one('freeze', line?.frozenAt ? t.thaw : t.freeze, Snowflake, deeds.freeze),
    one('export', words.exportPeople, Download, deeds.exportPeople),
    one('report', words.saveReport, FileChartColumn, deeds.report),
    one('delete', t.delete, Trash2, deeds.remove, 'Delete'),
    { id: 'segment.overlap', label: t.overlapTitle, group: 'segment', disabled: chosen < 2 || chosen > mostOverlapped, run: overlap },
    several('merge', t.mergeTitle),
    several('intersect', t.intersectTitle),
    several('subtract', t.subtractTitle),
    { id: 'segment.clear', label: t.clear, group: 'segment', keys: 'Escape', disabled: chosen === 0, run: clear },
  ])
}
