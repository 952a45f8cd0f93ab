/** What campaigns take from the frame around them. */
import { useEffect } from 'react'
import { report as note } from '../../app/status'
import { useWorkspace } from '../../app/workspace'
import type { CheckReport } from '../../bridge/client'

/** The mailbox that tests go to unless another is given. */
export function useOwnAddress(): string {
  return useWorkspace((workspace) => workspace.state.settings.unsubscribe)
}

/** Tells the status bar how long the mail took to draw. */
export function useRenderNote(report: CheckReport | undefined): void {
  useEffect(() => {
    if (report) note(`Rendered in ${report.renderMs < 0.1 ? '<0.1' : report.renderMs.toFixed(1)} ms`)
  }, [report])
}
