import type { JobView, WorkspaceState } from './types'

/** Events are what Go tells the interface on its own. */
export interface Events {
  job: JobView
  workspace: WorkspaceState
  file: string
  trouble: string
  /** The id of a watched file that is found to be in another state. */
  watched: number
}

type Listener = (value: never) => void
const local = new Map<string, Set<Listener>>()

/** on listens to an event of the backend and returns how to stop. */
export function on<N extends keyof Events>(name: N, listener: (value: Events[N]) => void): () => void {
  const listeners = local.get(name) ?? new Set<Listener>()
  local.set(name, listeners.add(listener as Listener))
  const subscribe = window.runtime?.EventsOn as unknown as
    | ((name: string, cb: (value: Events[N]) => void) => () => void)
    | undefined
  const stop = subscribe ? subscribe.call(window.runtime, name, listener) : undefined
  return () => {
    listeners.delete(listener as Listener)
    stop?.()
  }
}

/** tell hands an event to the listeners of this window; the test fake uses it. */
export function tell<N extends keyof Events>(name: N, value: Events[N]) {
  for (const listener of local.get(name) ?? []) (listener as (value: Events[N]) => void)(value)
}

/** onFiles is called with the paths of files dropped on the window. Outside of the desktop window nothing is registered. */
export function onFiles(listener: (paths: string[]) => void) {
  const drop = window.runtime?.OnFileDrop as unknown as
    | ((cb: (x: number, y: number, paths: string[]) => void, target: boolean) => void)
    | undefined
  drop?.call(window.runtime, (_x, _y, paths) => listener(paths ?? []), false)
}
