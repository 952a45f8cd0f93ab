/** Handing a rule to the studio from another screen. */
import { parseRule } from '../../rule'
import { newDraft, type Draft } from './state/draft'
import { go, routes } from '../../app/routes'

const key = 'kvnmail.starter'

/** Opens the studio with a rule to begin from. The rule is not saved by this. */
export function openStarter(name: string, document: string): void {
  sessionStorage.setItem(key, JSON.stringify({ name, rule: document }))
  go(routes.segment('new'))
}

/** Takes the rule that was handed over, once. */
export function takeStarter(): Draft | undefined {
  const text = sessionStorage.getItem(key)
  sessionStorage.removeItem(key)
  if (!text) return undefined
  try {
    const { name, rule } = JSON.parse(text) as { name?: string; rule?: string }
    return newDraft(name || undefined, parseRule(rule ?? ''))
  } catch {
    return undefined
  }
}
