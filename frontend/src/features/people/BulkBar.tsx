import { X } from 'lucide-react'
import { formatNumber } from '../../i18n/format'
import { t } from '../../i18n/people'
import { IconButton } from '../../ui/IconButton'
import { nobody, sizeOf, type SortBy } from '../../ui/grid'
import type { Asked } from './PeopleTable'
import { useTable } from './table'

/** What can be done with everybody who is chosen. */
export function BulkBar({ total }: { asked: Asked; total: number; columns: string[]; sort: SortBy[] }) {
  const selection = useTable((s) => s.selection)
  const chosen = sizeOf(selection, total)
  if (chosen === 0) return null
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t.withChosen}>
      <b className="num-tab" role="status">{t.chosen(formatNumber(chosen), chosen === 1)}</b>
      <span className="sp" />
      <IconButton label={t.chooseNobody} keys="Esc" onClick={() => useTable.setState({ selection: nobody })}><X size={16} /></IconButton>
    </div>
  )
}
