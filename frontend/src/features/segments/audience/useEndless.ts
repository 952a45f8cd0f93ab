import { useCallback, useEffect, useRef, useState } from 'react'
import { sentenceOf, type PersonPage, type PersonRow } from '../../../bridge/client'

const pageSize = 40

export interface Endless {
  people: PersonRow[]
  /** undefined until the first page is there. */
  total: number | undefined
  trouble: string
  more(): void
}

/** People page by page. A new key begins anew, with the old people shown until the first page is there; "" asks for nothing. */
export function useEndless(key: string, fetch: (offset: number, limit: number) => Promise<PersonPage>): Endless {
  const [list, setList] = useState<{ key: string; page: PersonPage }>()
  const [trouble, setTrouble] = useState('')
  const asked = useRef({ fetch, key, offset: -1 })
  useEffect(() => {
    asked.current.fetch = fetch
  })
  const load = useCallback(async (of: string, offset: number) => {
    if (asked.current.key === of && asked.current.offset === offset) return
    asked.current = { ...asked.current, key: of, offset }
    try {
      const page = await asked.current.fetch(offset, pageSize)
      if (asked.current.key !== of) return
      setTrouble('')
      setList((old) => ({ key: of, page: offset === 0 || !old ? page : { ...page, people: [...old.page.people, ...page.people] } }))
    } catch (reason) {
      if (asked.current.key !== of) return
      asked.current.offset = -1
      setTrouble(sentenceOf(reason))
    }
  }, [])
  useEffect(() => {
    if (key !== '') void load(key, 0)
  }, [key, load])
  const more = useCallback(() => {
    if (list && list.key === key && list.page.people.length < list.page.total) void load(key, list.page.people.length)
  }, [list, key, load])
  return { people: list?.page.people ?? [], total: list?.page.total, trouble, more }
}
