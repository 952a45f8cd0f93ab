import { create } from 'zustand'
import { bridge, on, type WorkspaceState } from '../bridge/client'
import { followRegion } from '../i18n/format'

const closed: WorkspaceState = {
  open: false, path: '', name: '', sample: false, readOnly: false, notice: '', loading: false,
  contacts: 0, events: 0, recent: [], appVersion: '',
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

let creating: Promise<WorkspaceState> | undefined

/** Makes a workspace when none is open; whoever asks meanwhile waits for the same one. */
export async function ensureWorkspace() {
  const { state, set } = useWorkspace.getState()
  if (state.open) return
  creating ??= bridge.workspace.create('').finally(() => (creating = undefined))
  set(await creating)
}
