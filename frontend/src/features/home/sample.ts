import { useJobs } from '../../app/jobs'
import { go, routes } from '../../app/routes'
import { bridge } from '../../bridge/client'

const shown = 'Loyal buyers going quiet'

/**
 * Starts making the sample shop and opens its showpiece in the studio when it is
 * there. The first screen is gone by then, so this belongs to no component.
 */
export async function openSample(): Promise<string> {
  const id = await bridge.workspace.openSample()
  const look = () => useJobs.getState().jobs[id]?.state === 'done'
  if (look()) void openShowpiece()
  else {
    const stop = useJobs.subscribe(() => {
      if (!look()) return
      stop()
      void openShowpiece()
    })
  }
  return id
}

async function openShowpiece() {
  try {
    const segments = await bridge.segments.list()
    const first = segments.find((segment) => segment.name === shown) ?? segments[0]
    go(first ? routes.segment(first.id) : routes.segments)
  } catch {
    go(routes.segments) // that screen says what is wrong
  }
}
