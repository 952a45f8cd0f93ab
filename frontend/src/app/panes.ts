/** F6 goes from pane to pane, as between the parts of other desktop programs. */

const reachable = 'input:not([disabled]), select, textarea, [data-first], a[href], button:not([disabled]):not([aria-disabled=true]), [tabindex="0"]'

/** Goes to where the next (or the previous) pane was left, else to its first thing. */
export function nextPane(by: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.getClientRects().length > 0)
  if (panes.length === 0) return
  const here = panes.findIndex((pane) => pane.contains(document.activeElement))
  if (here >= 0 && document.activeElement instanceof HTMLElement) left.set(panes[here]!, document.activeElement)
  const at = here < 0 && by < 0 ? panes.length - 1 : (here + by + panes.length) % panes.length
  enter(panes[at]!)
}

const left = new WeakMap<HTMLElement, HTMLElement>()

function enter(pane: HTMLElement): void {
  const last = left.get(pane)
  const first = pane.querySelector<HTMLElement>('[data-first]') ?? pane.querySelector<HTMLElement>(reachable)
  ;(last?.isConnected && pane.contains(last) ? last : (first ?? pane)).focus()
}
