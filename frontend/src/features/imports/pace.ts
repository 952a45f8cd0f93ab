/** How fast a job goes, from what it said lately. */
import type { JobView } from '../../bridge/client'

export interface Beat {
  at: number
  done: number
  rows: number
}

/** Looks back over this many milliseconds. */
const span = 4000

/** Keeps what the job said in beats; rows a second and seconds left, once there is enough to tell. */
export function pace(beats: Beat[], job: JobView, now: number): { rows: number; left: number } | undefined {
  const rows = Number(/^\d+/.exec(job.note)?.[0] ?? 0)
  if (beats.at(-1)?.done !== job.done) beats.push({ at: now, done: job.done, rows })
  while (beats.length > 2 && now - beats[0]!.at > span) beats.shift()
  const first = beats[0]!
  const seconds = (now - first.at) / 1000
  const bytes = job.done - first.done
  if (seconds < 1 || bytes <= 0 || job.total <= 0) return undefined
  return { rows: Math.round((rows - first.rows) / seconds), left: Math.max(1, Math.round((job.total - job.done) / (bytes / seconds))) }
}
