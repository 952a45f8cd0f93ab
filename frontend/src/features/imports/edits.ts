/** The history of a plan's edits: what was changed, named, with the way back and forth. */
import type { Correction, ImportSelection } from '../../bridge/client'
import { t } from '../../i18n/actions'
import { report } from '../../app/status'
import { useImport } from './task'

/** One edit: what the changed parts of the plan were before and are after it. */
export interface Edit {
  label: string
  before: Partial<ImportSelection>
  after: Partial<ImportSelection>
}

const limit = 100

/** Changes the plan in a way that can be undone by its name. */
export function edit(label: string, change: Partial<ImportSelection>) {
  const { selection, past } = useImport.getState()
  if (!selection) return
  const before = Object.fromEntries(Object.keys(change).map((key) => [key, selection[key as keyof ImportSelection]]))
  useImport.setState({ selection: { ...selection, ...change }, error: '', past: [...past, { label, before, after: change }].slice(-limit), future: [] })
}

/** Changes the corrections of the plan as it is now. */
export function mendPlan(label: string, change: (made: Correction[]) => Correction[]) {
  const { selection } = useImport.getState()
  if (selection) edit(label, { corrections: change(selection.corrections) })
}

export function undoEdit() {
  const { selection, past, future } = useImport.getState()
  const last = past.at(-1)
  if (!selection || !last) return
  useImport.setState({ selection: { ...selection, ...last.before }, past: past.slice(0, -1), future: [...future, last] })
  report(t.undone(last.label))
}

export function redoEdit() {
  const { selection, past, future } = useImport.getState()
  const next = future.at(-1)
  if (!selection || !next) return
  useImport.setState({ selection: { ...selection, ...next.after }, past: [...past, next], future: future.slice(0, -1) })
  report(next.label)
}
