/** Undo and redo of what was done to the workspace outside the editors, which have a history of their own. */
import { create } from 'zustand'
import { report } from '../app/status'
import { showTrouble } from '../app/trouble'
import { t } from '../i18n/actions'

export interface Deed {
  /** What was done, as undo names it: "Deleted Quiet buyers". */
  label: string
  /** Does it, for the first time or again, and returns the way back. */
  run(): Promise<() => Promise<unknown>>
}

interface Done extends Deed {
  back(): Promise<unknown>
}

const limit = 100

export const useDeeds = create<{ past: Done[]; future: Deed[]; busy: boolean }>(() => ({ past: [], future: [], busy: false }))

/** Does something that can be undone. True if it was done; what went wrong is shown. */
export function perform(deed: Deed): Promise<boolean> {
  return alone(async () => {
    const back = await deed.run()
    useDeeds.setState(({ past }) => ({ past: [...past, { ...deed, back }].slice(-limit), future: [] }))
    report(deed.label)
  })
}

export function undoDeed(): Promise<boolean> {
  return alone(async () => {
    const last = useDeeds.getState().past.at(-1)
    if (!last) return
    await last.back()
    useDeeds.setState(({ past, future }) => ({ past: past.slice(0, -1), future: [...future, { label: last.label, run: last.run }] }))
    report(t.undone(last.label))
  })
}

export function redoDeed(): Promise<boolean> {
  return alone(async () => {
    const next = useDeeds.getState().future.at(-1)
    if (!next) return
    const back = await next.run()
    useDeeds.setState(({ past, future }) => ({ past: [...past, { ...next, back }], future: future.slice(0, -1) }))
    report(next.label)
  })
}

/** Nothing can be undone any more: another workspace is open. */
export function forgetDeeds(): void {
  useDeeds.setState({ past: [], future: [] })
}

/** One deed at a time: a second press while the first is under way does nothing. */
async function alone(run: () => Promise<void>): Promise<boolean> {
  if (useDeeds.getState().busy) return false
  useDeeds.setState({ busy: true })
  try {
    await run()
    return true
  } catch (reason) {
    showTrouble(reason)
    return false
  } finally {
    useDeeds.setState({ busy: false })
  }
}
