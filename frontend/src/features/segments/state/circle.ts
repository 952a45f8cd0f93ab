/** A segment cannot ask about itself, also not by way of others. */
import { announce } from '../../../app/status'
import { showTrouble } from '../../../app/trouble'
import { bridge, sentenceOf } from '../../../bridge/client'
import { t } from '../../../i18n/canvas'
import { emptyRule, writeRule, type Rule, type RuleNode } from '../../../rule'
import { currentDraft, useDrafts } from './drafts'

/** Why a new rule cannot go anywhere in this segment: the chain by which the segment would ask about itself. "" if it can. */
export async function circleThrough(node: RuleNode): Promise<string> {
  const { segment, name } = currentDraft()
  const alone = emptyRule()
  const document = writeRule({ ...alone, include: { ...alone.include, kids: [node] } })
  if (segment === 0 || !asksSegments(document)) return ''
  return bridge.segments.checkCircle(segment, name, document).then(() => '', sentenceOf)
}

function asksSegments(document: string): boolean {
  return document.includes('"segments"') || document.includes('"among"')
}

/**
 * Makes an edit that leads to this rule, unless by it segments would ask about each
 * other in a circle: then nothing changes and the chain is spelled out.
 */
export async function unlessCircle(next: Rule, edit: () => void): Promise<void> {
  const { current } = useDrafts.getState()
  const { segment, name } = currentDraft()
  const document = writeRule(next)
  if (segment === 0 || !asksSegments(document)) return edit()
  try {
    await bridge.segments.checkCircle(segment, name, document)
  } catch (reason) {
    announce(t.refusedCircle)
    return showTrouble(reason)
  }
  if (useDrafts.getState().current === current) edit()
}
