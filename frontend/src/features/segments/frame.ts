/** The part of the app's frame that the segment screens use. */
import { fmt, useWorkspace } from '../../app/workspace'
import { on } from '../../bridge/client'

export { TopBar } from '../../app/TopBar'
export { go, routes } from '../../app/routes'
export { announce, report, useKeyHints } from '../../app/status'
export { counted, fmt as formatNumber, fmtWhen } from '../../app/workspace'

/** Calls back whenever the workspace's data changes. Returns how to stop. */
export function onWorkspaceChange(listener: () => void): () => void {
  return on('workspace', listener)
}

/** Whether numbers can be counted now; false while the workspace is still being read. */
export function useReady(): boolean {
  return useWorkspace((w) => !w.state.loading)
}

/** A share in percent: one decimal below ten, none above. */
export function formatShare(part: number, whole: number): string {
  if (whole <= 0) return '0%'
  const percent = (100 * part) / whole
  return `${percent.toFixed(percent > 0 && percent < 9.95 ? 1 : 0)}%`
}

/** A difference with its sign: "+512", "−3". */
export function signed(n: number): string {
  return `${n < 0 ? '−' : '+'}${fmt(Math.abs(n))}`
}
