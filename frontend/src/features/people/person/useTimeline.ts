/** A person's past in pages, from any day back and, from there, forward again. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { bridge, sentenceOf, type KindCount, type TimelineItem, type TimelinePage, type YearDay } from '../../../bridge/client'
import { useRound } from './usePerson'

const pageSize = 100

export interface Wanted {
  kinds: string[]
  search: string
  /** From the end of this day back; "" from now. */
  until: string
}

export interface Past {
  items: TimelineItem[]
  /** Of the first item among all that are wanted. */
  offset: number
  total: number
  kinds: KindCount[]
  days: YearDay[]
  ready: boolean
  error: string
  earlier(): void
  later(): void
}

type Shown = Omit<Past, 'earlier' | 'later'>

const nothing: Shown = { items: [], offset: 0, total: 0, kinds: [], days: [], ready: false, error: '' }

const shownOf = (page: TimelinePage, before: Shown): Shown => ({
  items: page.items ?? [], offset: page.offset, total: page.total, kinds: page.kinds ?? [], days: (page.days ?? []).length > 0 ? page.days : before.days, ready: true, error: '',
})

export function useTimeline(id: number, wanted: Wanted): Past {
  const round = useRound()
  const [shown, setShown] = useState(nothing)
  const turn = useRef(0)
  const busy = useRef(false)
  const ask = useCallback(
    (offset: number, limit: number, until = '') => bridge.person.timeline(id, { kinds: wanted.kinds, search: wanted.search, until, offset, limit, year: until === '' && offset === 0 }),
    [id, wanted],
  )

  useEffect(() => {
    const mine = ++turn.current
    busy.current = false
    const year = () => bridge.person.timeline(id, { ...wanted, until: '', offset: 0, limit: 0, year: true })
    const first = wanted.until === '' ? ask(0, pageSize) : Promise.all([ask(0, pageSize, wanted.until), year()]).then(([page, all]) => ({ ...page, days: all.days }))
    first.then(
      (page) => mine === turn.current && setShown((before) => shownOf(page, before)),
      (reason: unknown) => mine === turn.current && setShown({ ...nothing, ready: true, error: sentenceOf(reason) }),
    )
  }, [ask, id, wanted, round])

  const add = async (offset: number, limit: number, join: (before: TimelineItem[], more: TimelineItem[]) => TimelineItem[]) => {
    if (busy.current || limit <= 0) return
    busy.current = true
    const mine = turn.current
    try {
      const page = await ask(offset, limit)
      if (mine === turn.current) setShown((before) => ({ ...before, items: join(before.items, page.items ?? []), offset: Math.min(before.offset, page.offset), total: page.total }))
    } catch (reason) {
      if (mine === turn.current) setShown((before) => ({ ...before, error: sentenceOf(reason) }))
    } finally {
      if (mine === turn.current) busy.current = false
    }
  }
  const end = shown.offset + shown.items.length
  const earlier = () => void add(end, Math.min(pageSize, shown.total - end), (before, more) => [...before, ...more])
  const later = () => {
    const from = Math.max(0, shown.offset - pageSize)
    void add(from, shown.offset - from, (before, more) => [...more, ...before])
  }
  return { ...shown, earlier, later }
}
