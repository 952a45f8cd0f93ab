/** Edits of an import's plan that can be undone by name. */
import { perform } from '../../actions/deeds'
import { t } from '../../i18n/imports'
import { bridge, type Correction, type ImportSelection, type ProblemView } from '../../bridge/client'
import { mapColumn } from './plan'
import { choose, editing, useImport } from './task'

const largestPage = 200

/** Changes the plan so that Ctrl+Z takes it back. */
export function edit(label: string, change: (selection: ImportSelection) => Partial<ImportSelection>) {
  return perform({
    label,
    of: editing,
    run: async () => {
      const before = useImport.getState().selection
      if (!before) return async () => undefined
      choose(change(before))
      return async () => choose(before)
    },
  })
}

/** Says what a column means; meaning is the target in words. */
export function mapTo(column: { index: number; name: string }, target: string, meaning: string) {
  const label = target === '' ? t.unmapped(column.name) : t.mapped(column.name, meaning)
  void edit(label, (selection) => ({ mapping: mapColumn(selection.mapping, column.index, target) }))
}

/** Adds corrections; one of the same cells takes the place of the earlier. */
export function withCorrections(before: Correction[], more: Correction[]): Correction[] {
  const cells = (one: Correction) => JSON.stringify([one.row, one.index, one.from])
  const replaced = new Set(more.map(cells))
  return [...before.filter((one) => !replaced.has(cells(one))), ...more]
}

function correct(label: string, more: Correction[]) {
  return edit(label, ({ corrections }) => ({ corrections: withCorrections(corrections, more) }))
}

export function correctCell(problem: ProblemView, to: string) {
  return correct(t.deedCell(problem.row, problem.column), [{ row: problem.row, index: problem.index, from: problem.value, to }])
}

/** Replaces every cell of the column that reads like this one. */
export function correctEqual(problem: ProblemView, to: string) {
  return correct(t.deedEqual(problem.value), [{ row: 0, index: problem.index, from: problem.value, to }])
}

export function leaveRowOut(row: number) {
  return correct(t.deedRowOut(row), [{ row, index: -1, from: '', to: '' }])
}

/** Takes every suggestion for one cause. Equal cells are the same mistake, so each is corrected once for all. */
export async function takeSuggestions(job: string, code: string, count: number) {
  const found = new Map<string, Correction>()
  for (let offset = 0, total = 1; offset < total; offset += largestPage) {
    const page = await bridge.imports.problems(job, code, offset, largestPage)
    total = page.total
    for (const { index, value, suggestion } of page.rows) {
      if (suggestion !== '') found.set(`${index} ${value}`, { row: 0, index, from: value, to: suggestion })
    }
  }
  return correct(t.deedSuggestions(count), [...found.values()])
}
