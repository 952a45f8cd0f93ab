/** Handing a rule to the studio from another screen. */
import { go, routes } from './routes'

const key = 'kvnmail.starter'

export interface HandedOver {
  name: string
  /** A rule document. */
  rule: string
}

/** Opens the studio with a rule to begin from. The rule is not saved by this. */
export function openStudioWith(name: string, rule: string): void {
  sessionStorage.setItem(key, JSON.stringify({ name, rule }))
  go(routes.segment('new'))
}

/** Takes what was handed over, once. */
export function takeHandedOver(): HandedOver | undefined {
  const text = sessionStorage.getItem(key)
  sessionStorage.removeItem(key)
  if (!text) return undefined
  try {
    const { name, rule } = JSON.parse(text) as Partial<HandedOver>
    return { name: name ?? '', rule: rule ?? '' }
  } catch {
    return undefined
  }
}
