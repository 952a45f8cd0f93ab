/** A segment cannot ask about itself, also not by way of others. */
import { announce } from '../../../app/status'
import { showTrouble } from '../../../app/trouble'
import { bridge } from '../../../bridge/client'
import { t } from '../../../i18n/canvas'
import { writeRule, type Rule } from '../../../rule'
import { currentDraft, useDrafts } from './drafts'

/**
 * Makes an edit that leads to this rule, unless by it segments would ask about each
 * other in a circle: then nothing changes and the chain is spelled out.
 */
export async function unlessCircle(next: Rule, edit: () => void): Promise<void> {
  const { current } = useDrafts.getState()
  const { segment, name } = currentDraft()
  const document = writeRule(next)
  if (segment === 0 || !document.includes('"segments"') && !document.includes('"among"')) return edit()
  try {
    await bridge.segments.checkCircle(segment, name, document)
  } catch (reason) {
    announce(t.refusedCircle)
    return showTrouble(reason)
  }
  if (useDrafts.getState().current === current) edit()
}
