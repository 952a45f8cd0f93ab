import { create } from 'zustand'
import { bridge, BridgeError, on, type JobView } from '../bridge/client'

/** useJobs holds every long task of this session by id. */
export const useJobs = create<{ jobs: Record<string, JobView> }>(() => ({ jobs: {} }))

function put(job: JobView) {
  useJobs.setState((store) => ({ jobs: { ...store.jobs, [job.id]: job } }))
}

/** followJobs keeps up with the "job" event. */
export function followJobs(): () => void {
  const stop = on('job', put)
  void bridge.jobs.list().then((jobs) => jobs.forEach(put), () => undefined)
  return stop
}

/** useJob is one task, undefined until Go has spoken of it. */
export function useJob(id: string): JobView | undefined {
  return useJobs((store) => store.jobs[id])
}

/** Whether a task has not ended: it runs, or waits for its turn. */
export function underWay(job: JobView): boolean {
  return job.state === 'running' || job.state === 'waiting'
}

/** Waits for the end of a task. Rejects with the words for why it failed or was stopped. */
export function finished(id: string): Promise<JobView> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const job = useJobs.getState().jobs[id]
      if (!job || underWay(job)) return
      stop()
      if (job.state === 'done') resolve(job)
      else reject(new BridgeError(job.state === 'canceled' ? 'canceled' : 'internal', job.error || job.title))
    }
    const stop = useJobs.subscribe(look)
    void bridge.jobs.list().then((jobs) => jobs.forEach(put), () => undefined)
    look()
  })
}
