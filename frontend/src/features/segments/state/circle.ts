/** A segment cannot ask about itself, also not by way of others. */
import { showTrouble } from '../../../app/trouble'
import { bridge } from '../../../bridge/client'
import { documentOf } from './draft'
import { currentDraft, undo, useDrafts } from './drafts'

/** Takes the last edit back if by it segments ask about each other in a circle, and spells the chain out. */
export async function refuseCircle(): Promise<void> {
  const { current } = useDrafts.getState()
  const draft = currentDraft()
  const document = documentOf(draft)
  if (draft.segment === 0 || !document.includes('"segments"')) return
  try {
    await bridge.segments.checkCircle(draft.segment, draft.name, document)
  } catch (reason) {
    if (useDrafts.getState().current !== current || documentOf(currentDraft()) !== document) return
    undo()
    showTrouble(reason)
  }
}
