import { create } from 'zustand'
import { bridge, on, type WorkspaceState } from '../bridge/client'
import { followRegion } from '../i18n/format'
import { speak } from '../i18n/language'

const closed: WorkspaceState = {
  open: false, path: '', name: '', sample: false, readOnly: false, notice: '', loading: false,
  contacts: 0, events: 0, recent: [], appVersion: '', language: 'en',
  settings: { name: '', timeZone: '', currency: '', locale: '', senderName: '', postalAddress: '', unsubscribe: '' },
}

interface Store {
  state: WorkspaceState
  /** Whether Go has answered once: before that neither first run nor home is shown. */
  known: boolean
  set: (state: WorkspaceState) => void
}

/** useWorkspace holds the open workspace as Go last described it. */
export const useWorkspace = create<Store>((set) => ({
  state: closed,
  known: false,
  set: (state) => {
    speak(state.language)
    followRegion(state.settings)
    set({ state: { ...state, recent: state.recent ?? [] }, known: true })
  },
}))

/** followWorkspace asks for the state and keeps up with the "workspace" event. */
export function followWorkspace(): () => void {
  const { set } = useWorkspace.getState()
  const stop = on('workspace', set)
  void bridge.workspace.state().then(set, () => set(closed))
  return stop
}

/** Calls back whenever something about the workspace changes. Returns how to stop. */
export function onWorkspaceChange(listener: () => void): () => void {
  return on('workspace', listener)
}

/** Whether numbers can be counted now; false while the workspace is still being read. */
export function useReady(): boolean {
  return useWorkspace((workspace) => !workspace.state.loading)
}

const adopt = (state: WorkspaceState) => useWorkspace.getState().set(state)

/** Opens a workspace file; without a path the native dialog asks for one. */
export const openWorkspace = async (path = '') => adopt(await bridge.workspace.open(path))

/** Makes an empty workspace where the native dialog says. */
export const newWorkspace = async () => adopt(await bridge.workspace.createAs())

export const closeWorkspace = async () => adopt(await bridge.workspace.close())

let creating: Promise<WorkspaceState> | undefined

/** Makes a workspace when none is open; whoever asks meanwhile waits for the same one. */
export async function ensureWorkspace() {
  if (useWorkspace.getState().state.open) return
  creating ??= bridge.workspace.create('').finally(() => (creating = undefined))
  adopt(await creating)
}
