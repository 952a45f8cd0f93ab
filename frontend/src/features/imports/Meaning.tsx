import { ChevronDown } from 'lucide-react'
import type { ColumnView, ImportTarget } from '../../bridge/client'
import { t } from '../../i18n/imports'
import { edit } from './edits'
import { MeaningMenu } from './MeaningMenu'
import { mapColumn, targetOf } from './plan'
import { useImport } from './task'

/** What a column means, how sure that is, and the menu to choose another meaning. */
export function Meaning({ column, targets }: { column: ColumnView; targets: ImportTarget[] }) {
  const selection = useImport((task) => task.selection)!
  const chosen = targetOf(selection.mapping, column.index)
  const meaning = chosen === '' ? t.leftOut : nameOf(chosen, targets)
  const sure = chosen !== '' && chosen === column.target && column.confidence > 0 ? `${column.confidence}%` : ''
  const map = (target: string) => edit(t.mapped(column.name, target === '' ? t.leftOut : nameOf(target, targets)), { mapping: mapColumn(selection.mapping, column.index, target) })
  return (
    <>
      <MeaningMenu
        column={column.name}
        targets={targets}
        chosen={chosen}
        onChoose={map}
        trigger={
          <button type="button" className={`import-chip${chosen === '' ? ' out' : ''}`} aria-label={t.meaningOf(column.name, meaning, sure)}>
            {meaning}{sure && ' '}
            {sure && <small>{sure}</small>}
            <ChevronDown size={12} aria-hidden />
          </button>
        }
      />
      <small className="import-grid-note">{column.note}{column.filled < 100 && ` · ${t.filled(column.filled)}`}</small>
    </>
  )
}

function nameOf(key: string, targets: ImportTarget[]): string {
  return targets.find((target) => target.key === key)?.name ?? key
}
