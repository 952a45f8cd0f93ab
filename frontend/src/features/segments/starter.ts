/** Beginning a segment from a rule that another screen handed over. */
import { openStudioWith, takeHandedOver } from '../../app/handover'
import { parseRule } from '../../rule'
import { newDraft, type Draft } from './state/draft'

/** Opens the studio with a rule to begin from. The rule is not saved by this. */
export const openStarter = openStudioWith

/** Takes the rule that was handed over, once. */
export function takeStarter(): Draft | undefined {
  const given = takeHandedOver()
  if (!given) return undefined
  try {
    return newDraft(given.name || undefined, parseRule(given.rule))
  } catch {
    return undefined
  }
}
