/** Pure edits of an import's corrections. */
import type { Correction, ProblemPage } from '../../bridge/client'

export type Problem = ProblemPage['rows'][number]

/** Corrects the cell of a problem, or every cell of its column that reads the same. A later correction of the same cells takes the place of the earlier. */
export function correct(list: Correction[], problem: Problem, to: string, everywhere: boolean): Correction[] {
  const one: Correction = { row: everywhere ? 0 : problem.row, index: problem.index, from: problem.value, to }
  return [...list.filter((other) => !same(other, one)), one]
}

function same(a: Correction, b: Correction): boolean {
  return a.row === b.row && a.index === b.index && (a.row !== 0 || a.from === b.from)
}

/** Takes what was probably meant for every problem that has an idea. */
export function allSuggestions(list: Correction[], problems: Problem[]): Correction[] {
  return problems.filter((problem) => problem.suggestion !== '').reduce((all, problem) => correct(all, problem, problem.suggestion, false), list)
}

/** Leaves a whole row out. */
export function leaveOut(list: Correction[], row: number): Correction[] {
  const one: Correction = { row, index: -1, from: '', to: '' }
  return [...list.filter((other) => !same(other, one)), one]
}
