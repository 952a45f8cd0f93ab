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
    followRegion(state.settings.locale)
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

const formats = new Map<string, Intl.NumberFormat>()

function formatFor(locale: string): Intl.NumberFormat {
  const known = formats.get(locale)
  if (known) return known
  const made = safeFormat(locale)
  formats.set(locale, made)
  return made
}

function safeFormat(locale: string): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(locale || undefined)
  } catch {
    return new Intl.NumberFormat()
  }
}

/** fmt writes a number in the way of the workspace's locale: 12,34,567 in India. */
export function fmt(n: number): string {
  return formatFor(useWorkspace.getState().state.settings.locale).format(n)
}

/** counted writes a number with its noun: "1 person", "12,340 people". */
export function counted(n: number, one: string, many: string): string {
  return `${fmt(n)} ${n === 1 ? one : many}`
}

/** fmtWhen writes a moment of Go (RFC 3339) in the workspace's time zone. */
export function fmtWhen(at: string): string {
  const when = new Date(at)
  if (at === '' || Number.isNaN(when.getTime())) return ''
  const { locale, timeZone } = useWorkspace.getState().state.settings
  const style = { dateStyle: 'medium', timeStyle: 'short' } as const
  try {
    return new Intl.DateTimeFormat(locale || undefined, { ...style, timeZone: timeZone || undefined }).format(when)
  } catch {
    return new Intl.DateTimeFormat(undefined, style).format(when)
  }
}
