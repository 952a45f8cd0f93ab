import { Check, GripVertical } from 'lucide-react'
import type { PointerEvent } from 'react'
import type { ImportTarget } from '../../bridge/client'
import { t } from '../../i18n/imports'
import { createDragLayer } from '../../ui/drag/drag'
import { edit } from './edits'
import { isMapped, mapColumn } from './plan'
import { useImport } from './task'

/** A meaning on its way to a column, named by the column's number. */
const layer = createDragLayer<ImportTarget, number>()

export const useMeaningDrag = layer.use

/** Everything a column can be. A meaning is dragged onto the head of a column; the keyboard has the menu there. */
export function MeaningPane({ targets }: { targets: ImportTarget[] }) {
  const selection = useImport((task) => task.selection)
  if (!selection) return null
  const groups = [...new Set(targets.map((target) => target.group))]
  return (
    <div className="import-meanings scroll" role="group" aria-label={t.meanings} tabIndex={0}>
      {groups.map((group) => (
        <section key={group}>
          <h3>{group}</h3>
          <ul>
            {targets.filter((target) => target.group === group).map((target) => (
              <li key={target.key} className="import-meaning" onPointerDown={(event) => hold(event, target)}>
                <GripVertical size={12} aria-hidden />
                <span>{target.name}</span>
                {isMapped(selection, target.key) && <Check size={13} aria-hidden />}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function hold(event: PointerEvent, target: ImportTarget) {
  layer.start(event, {
    cargo: target,
    locate: (x, y) => ({ target: columnAt(x, y) }),
    drop: (index) => {
      const { selection, inspection } = useImport.getState()
      const column = inspection?.columns.find((one) => one.index === index)
      if (selection && column) edit(t.mapped(column.name, target.name), { mapping: mapColumn(selection.mapping, index, target.key) })
    },
    scroller: () => document.querySelector<HTMLElement>('.import-mapping .import-grid'),
  })
}

/** The column whose head or cells lie under a point. */
function columnAt(x: number, y: number): number | undefined {
  const cell = document.elementFromPoint(x, y)?.closest<HTMLTableCellElement>('.import-mapping th, .import-mapping td')
  const head = cell?.closest('table')?.tHead?.rows[0]?.cells[cell.cellIndex]
  return head?.dataset.column === undefined ? undefined : Number(head.dataset.column)
}

/** What is held, at the pointer. */
export function Held() {
  const { cargo, x, y } = layer.use()
  if (!cargo) return null
  return <div className="import-held" aria-hidden style={{ transform: `translate(${x + 10}px, ${y + 8}px)` }}>{cargo.name}</div>
}
