/** Rows of a long table, read a page at a time as they come into view. */
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'

/** A page as it comes: its rows, how many there are in all, and what else is said of them. */
export interface PageOf<R> {
  rows: R[]
  total: number
}

export type FetchPage<R, A extends PageOf<R>> = (offset: number, limit: number) => Promise<A>

const pageSize = 100
const atOnce = 2
/** Pages kept beside those that are seen. */
const kept = 40

/** What is known of one question. */
class Answers<R, A extends PageOf<R>> {
  readonly pages = new Map<number, R[]>()
  readonly asked = new Set<number>()
  last: A | undefined
  constructor(readonly fetch: FetchPage<R, A>) {}
}

/**
 * Pages of the newest question. Until it is answered for what is seen, the rows of
 * the question before stay, so that nothing flickers. Pages are asked for in the
 * order they are wanted now: those scrolled past are left out.
 */
export class Pages<R, A extends PageOf<R>> {
  private shown: Answers<R, A> | undefined
  private next: Answers<R, A> | undefined
  private wanted: number[] = [0]
  private under = 0
  private listeners = new Set<() => void>()
  private version = 0

  constructor(private readonly failed: (reason: unknown) => void) {}

  /** Asks something else. fromTop: what is seen next is the beginning. */
  ask(fetch: FetchPage<R, A>, fromTop: boolean) {
    this.next = new Answers(fetch)
    if (fromTop) this.wanted = [0]
    this.go()
    this.tell()
  }

  /** Says which rows are seen. */
  want(from: number, to: number) {
    const first = Math.floor(from / pageSize)
    const last = Math.floor(to / pageSize)
    this.wanted = Array.from({ length: last - first + 1 }, (_, i) => first + i)
    this.go()
  }

  row(index: number): R | undefined {
    return this.shown?.pages.get(Math.floor(index / pageSize))?.[index % pageSize]
  }

  /** The last answer that rows are shown of. */
  get answer(): A | undefined {
    return this.shown?.last
  }

  /** Whether rows of an older question are shown while a newer one is asked. */
  get waiting(): boolean {
    return this.next !== undefined
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  snapshot = () => this.version

  private tell() {
    this.version++
    this.listeners.forEach((listener) => listener())
  }

  private go() {
    const of = this.next ?? this.shown
    if (!of) return
    for (const page of this.wanted) {
      if (this.under >= atOnce) return
      if (!of.pages.has(page) && !of.asked.has(page)) void this.read(of, page)
    }
  }

  private async read(of: Answers<R, A>, page: number) {
    of.asked.add(page)
    this.under++
    try {
      const answer = await of.fetch(page * pageSize, pageSize)
      of.pages.set(page, answer.rows)
      of.last = answer
      this.arrived(of)
    } catch (reason) {
      if (of === this.next) this.next = undefined
      this.failed(reason)
    } finally {
      of.asked.delete(page)
      this.under--
      this.go()
    }
  }

  private arrived(of: Answers<R, A>) {
    if (of === this.next) {
      const last = Math.floor(Math.max(0, (of.last?.total ?? 0) - 1) / pageSize)
      this.wanted = this.wanted.filter((page) => page <= last)
      if (this.wanted.length === 0) this.wanted = [last]
      if (!this.wanted.every((page) => of.pages.has(page))) return
      this.shown = of
      this.next = undefined
    }
    if (of !== this.shown) return
    this.forget(of)
    this.tell()
  }

  private forget(of: Answers<R, A>) {
    for (const page of of.pages.keys()) {
      if (of.pages.size <= kept) return
      if (!this.wanted.includes(page)) of.pages.delete(page)
    }
  }
}

/** The pages of a question. Another key asks anew from the top, another round asks the same again. */
export function usePages<R, A extends PageOf<R>>(key: string, round: unknown, fetch: FetchPage<R, A>, failed: (reason: unknown) => void): Pages<R, A> {
  const pages = useMemo(() => new Pages<R, A>(failed), [failed])
  const asked = useRef<string>(undefined)
  useEffect(() => {
    pages.ask(fetch, asked.current !== key)
    asked.current = key
  }, [pages, key, round]) // eslint-disable-line react-hooks/exhaustive-deps -- the key names what fetch asks
  useSyncExternalStore(pages.subscribe, pages.snapshot)
  return pages
}
