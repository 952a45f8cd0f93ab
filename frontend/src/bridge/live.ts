/**
 * What the backend tells all the time, mirrored: the open workspace and the long
 * tasks. The backend is the truth; nothing here is ever changed by the interface.
 */
import { create } from 'zustand'
import { followRegion } from '../i18n/format'
import { bridge, on, type JobView, type WorkspaceState } from './client'

interface Live {
  /** undefined until the backend has answered for the first time. */
  workspace: WorkspaceState | undefined
  /** Newest first. */
  jobs: JobView[]
}

export const useLive = create<Live>(() => ({ workspace: undefined, jobs: [] }))

/** The open workspace, or what the first screen needs when none is open. */
export function useWorkspace(): WorkspaceState | undefined {
  return useLive((live) => live.workspace)
}

export function useJob(id: string): JobView | undefined {
  return useLive((live) => live.jobs.find((job) => job.id === id))
}

/** Takes a newer state, from an event or from the answer to a call. */
export function adoptWorkspace(workspace: WorkspaceState) {
  followRegion(workspace.settings.locale)
  useLive.setState({ workspace })
}

function adoptJob(job: JobView) {
  const jobs = useLive.getState().jobs
  const known = jobs.some((other) => other.id === job.id)
  useLive.setState({ jobs: known ? jobs.map((other) => (other.id === job.id ? job : other)) : [job, ...jobs] })
}

/** Starts mirroring; the returned function stops it. */
export function followBackend(): () => void {
  const stops = [on('workspace', adoptWorkspace), on('job', adoptJob)]
  void bridge.workspace.state().then(adoptWorkspace)
  void bridge.jobs.list().then((jobs) => useLive.setState({ jobs: jobs ?? [] }))
  return () => stops.forEach((stop) => stop())
}

/** The job when it has ended, however it ended. */
export function jobEnd(id: string): Promise<JobView> {
  return new Promise((resolve) => {
    const ended = () => useLive.getState().jobs.find((job) => job.id === id && job.state !== 'running')
    const now = ended()
    if (now) return resolve(now)
    const stop = useLive.subscribe(() => {
      const job = ended()
      if (!job) return
      stop()
      resolve(job)
    })
  })
}
