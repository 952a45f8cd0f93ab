import { create } from 'zustand'
import { bridge, on, type JobView } from '../bridge/client'

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
