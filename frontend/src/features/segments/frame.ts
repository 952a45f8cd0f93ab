/** The part of the app's frame that the segment screens use. */
import { useWorkspace } from '../../app/workspace'
import { on } from '../../bridge/client'

export { TopBar } from '../../app/TopBar'
export { go, routes } from '../../app/routes'
export { announce, report, useKeyHints } from '../../app/status'
export { counted, formatMoment, formatNumber, formatShare, signed } from '../../i18n/format'

/** Calls back whenever the workspace's data changes. Returns how to stop. */
export function onWorkspaceChange(listener: () => void): () => void {
  return on('workspace', listener)
}

/** Whether numbers can be counted now; false while the workspace is still being read. */
export function useReady(): boolean {
  return useWorkspace((w) => !w.state.loading)
}
