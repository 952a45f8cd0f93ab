/** Dragging a meaning onto a column of the file. */
import { type PointerEvent as ReactPointerEvent } from 'react'
import { createDragLayer } from '../../ui/drag/drag'
import { mapTo } from './edits'
import { useImport } from './task'

export interface Meaning {
  target: string
  name: string
}

const layer = createDragLayer<Meaning, number>()

/** What is dragged now, and the column it is over. */
export const useMapDrag = layer.use
export const cancelMapDrag = layer.cancel

/** Call on pointerdown at a meaning. */
export function dragMeaning(event: ReactPointerEvent, meaning: Meaning) {
  layer.start(event, {
    cargo: meaning,
    locate: (x, y) => ({ target: columnAt(x, y) }),
    drop: (index) => {
      const column = useImport.getState().inspection?.columns.find((one) => one.index === index)
      if (column) mapTo(column, meaning.target, meaning.name)
    },
    scroller: () => document.querySelector<HTMLElement>('.import-work'),
  })
}

function columnAt(x: number, y: number): number | undefined {
  const cell = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-column]')
  return cell ? Number(cell.dataset.column) : undefined
}
