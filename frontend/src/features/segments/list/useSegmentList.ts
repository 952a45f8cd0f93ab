import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { onWorkspaceChange } from '../../../app/workspace'
import { bridge, sentenceOf, type SegmentCount, type SegmentRow } from '../../../bridge/client'
import { lineOf, type Line } from './order'

/** How many segments are counted before their numbers are shown. */
const atOnce = 5

export interface SegmentList {
  /** undefined until the first answer. */
  lines: Line[] | undefined
  error: string
  reload(): void
}

/**
 * The saved segments: names, sentences and recorded numbers at once, counted
 * numbers a few at a time. Asks again whenever the workspace changes.
 */
export function useSegmentList(): SegmentList {
  const [rows, setRows] = useState<SegmentRow[]>()
  const [counts, setCounts] = useState<Record<number, SegmentCount>>({})
  const [error, setError] = useState('')
  const round = useRef(0)
  const abandon = useCallback(() => void round.current++, [])
  const reload = useCallback(() => {
    const mine = ++round.current
    const current = () => round.current === mine
    load(current, setRows, (some) => setCounts((all) => ({ ...all, ...Object.fromEntries(some.map((n) => [n.id, n])) }))).then(
      () => current() && setError(''),
      (reason: unknown) => current() && setError(sentenceOf(reason)),
    )
  }, [])
  useEffect(() => {
    reload()
    const stop = onWorkspaceChange(reload)
    return () => {
      abandon()
      stop()
    }
  }, [reload, abandon])
  const lines = useMemo(() => rows?.map((row) => lineOf(row, counts[row.id])), [rows, counts])
  return { lines, error, reload }
}

async function load(current: () => boolean, show: (rows: SegmentRow[]) => void, add: (counts: SegmentCount[]) => void): Promise<void> {
  const rows = await bridge.segments.rows()
  if (!current()) return
  show(rows)
  for (let i = 0; i < rows.length && current(); i += atOnce) {
    const counts = await bridge.segments.countSaved(rows.slice(i, i + atOnce).map((row) => row.id))
    if (current()) add(counts)
  }
}
