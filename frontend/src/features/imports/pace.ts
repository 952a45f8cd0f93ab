/** How fast a task goes, from how far it was at two moments. */
import { useEffect, useRef, useState } from 'react'
import type { JobView } from '../../bridge/client'

export interface Pace {
  perSecond: number
  /** 0 while it is not known. */
  secondsLeft: number
}

/** The pace since from; undefined before a second has passed. */
export function paceOf(from: { done: number; at: number }, now: { done: number; at: number }, total: number): Pace | undefined {
  const seconds = (now.at - from.at) / 1000
  if (seconds < 1 || now.done <= from.done) return undefined
  const perSecond = (now.done - from.done) / seconds
  return { perSecond, secondsLeft: total > now.done ? Math.ceil((total - now.done) / perSecond) : 0 }
}

/** The pace of a job since it was first seen running. */
export function usePace(job: JobView | undefined): Pace | undefined {
  const from = useRef<{ done: number; at: number }>(undefined)
  const [pace, setPace] = useState<Pace>()
  useEffect(() => {
    if (job?.state !== 'running') return
    const now = { done: job.done, at: Date.now() }
    // A second phase counts from the beginning again.
    if (!from.current || now.done < from.current.done) from.current = now
    setPace(paceOf(from.current, now, job.total))
  }, [job])
  return pace
}
