import { useState } from 'react'
import { showTrouble } from '../../../app/trouble'
import { bridge, type SegmentUses } from '../../../bridge/client'
import { deleteSegment } from './deeds'
import type { Line } from './order'

/** Deletes a segment that nothing needs at once; of one in use, says first what would break. */
export function useDeleting() {
  const [blocked, setBlocked] = useState<{ line: Line; uses: SegmentUses }>()
  /** True if it is gone now. */
  const remove = async (line: Line) => {
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
