import { useCallback, useEffect, useRef, useState } from 'react'
import { showTrouble } from '../../app/trouble'
import { bridge, type PersonRow } from '../../bridge/client'

const pageSize = 100

/** Pages of people, read as they come into view. A new search or new data starts again. */
export function usePeople(search: string, contacts: number) {
  const pages = useRef(new Map<number, PersonRow[] | 'asked'>())
  const turn = useRef(0)
  const [total, setTotal] = useState(0)
  const [, drawAgain] = useState(0)

  const ask = useCallback(async (page: number) => {
    const mine = turn.current
    pages.current.set(page, 'asked')
    try {
      const answer = await bridge.people.list(search, page * pageSize, pageSize)
      if (mine !== turn.current) return
      pages.current.set(page, answer.people)
      setTotal(answer.total)
      drawAgain((n) => n + 1)
    } catch (error) {
      pages.current.delete(page)
      showTrouble(error)
    }
  }, [search])

  useEffect(() => {
    turn.current++
    pages.current.clear()
    const soon = setTimeout(() => void ask(0), search ? 150 : 0)
    return () => clearTimeout(soon)
  }, [ask, search, contacts])

  const want = useCallback((from: number, to: number) => {
    for (let page = Math.floor(from / pageSize); page <= Math.floor(to / pageSize); page++) {
      if (!pages.current.has(page)) void ask(page)
    }
  }, [ask])

  const row = (n: number) => {
    const page = pages.current.get(Math.floor(n / pageSize))
    return Array.isArray(page) ? page[n % pageSize] : undefined
  }
  return { total, row, want }
}
