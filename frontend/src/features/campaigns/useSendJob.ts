import { useEffect, useState } from 'react'
import { type JobView, on } from '../../bridge/client'

const quietTime = 300

/** Calls tell when a sending job moved, at most a few times a second and always after the last move. */
export function useSendMoves(tell: () => void): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = on('job', (job) => {
      if (job.kind !== 'send' || timer !== undefined) return
      timer = setTimeout(() => {
        timer = undefined
        tell()
      }, quietTime)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [tell])
}

/** The sending job as it last reported. */
export function useSendJob(): JobView | undefined {
  const [job, setJob] = useState<JobView>()
  useEffect(() => on('job', (next) => next.kind === 'send' && setJob(next)), [])
  return job
}
