import { useState } from 'react'
import { showTrouble } from '../../../app/trouble'
import { bridge, type SegmentRow, type SegmentUses } from '../../../bridge/client'
import { deleteSegment } from './deeds'

type Named = Pick<SegmentRow, 'id' | 'name'>

/** Deletes a segment that nothing needs at once; of one in use, says first what would break. */
export function useDeleting() {
  const [blocked, setBlocked] = useState<{ line: Named; uses: SegmentUses }>()
  /** True if it is gone now. */
  const remove = async (line: Named) => {
    try {
      const uses = await bridge.segments.uses(line.id)
      if (uses.breaks.length === 0) return await deleteSegment(line)
      setBlocked({ line, uses })
    } catch (reason) {
      showTrouble(reason)
    }
    return false
  }
  return { blocked, remove, close: () => setBlocked(undefined) }
}
