import { useCallback, useEffect, useRef, useState } from 'react'
import { sentenceOf } from '../bridge/client'

export interface Loaded<T> {
  value: T | undefined
  error: string
  reload(): void
}

/**
 * Asks for something whenever key changes. The last answer stays while a newer
 * one is under way, so nothing flickers; late answers of older asks are dropped.
 * Nothing is asked while it is not wanted.
 */
export function useLoad<T>(ask: () => Promise<T>, key: unknown, wanted = true): Loaded<T> {
  const [value, setValue] = useState<T>()
  const [error, setError] = useState('')
  const [round, setRound] = useState(0)
  const latest = useRef(ask)
  useEffect(() => {
    latest.current = ask
  })
  useEffect(() => {
    if (!wanted) return
    let current = true
    latest.current().then(
      (answer) => {
        if (!current) return
        setValue(answer)
        setError('')
      },
      (reason: unknown) => current && setError(sentenceOf(reason)),
    )
    return () => {
      current = false
    }
  }, [key, round, wanted])
  const reload = useCallback(() => setRound((n) => n + 1), [])
  return { value, error, reload }
}
