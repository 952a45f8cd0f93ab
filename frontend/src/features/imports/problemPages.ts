/** Reads problems page by page, since the bridge gives at most so many rows at once. */
import { bridge, type ProblemPage } from '../../bridge/client'

const most = 200

/** The first problems of a code, as many as are wanted or there are. */
export async function firstProblems(job: string, code: string, wanted: number): Promise<ProblemPage> {
  const rows: ProblemPage['rows'] = []
  for (;;) {
    const next = await bridge.imports.problems(job, code, rows.length, Math.min(most, wanted - rows.length))
    rows.push(...next.rows)
    if (rows.length >= Math.min(wanted, next.total) || next.rows.length === 0) return { rows, total: next.total }
  }
}
