import { useEffect, useState } from 'react'
import { sentenceOf } from '../../../bridge/client'

/** An answer of Go that an editor shows, and why there is none. */
export interface Loaded<T> {
  value: T | undefined
  trouble: string
}

/**
 * Loads a value again whenever key changes. The value before stays until the
 * new one is there, so that lists do not flash; a late answer to an old key is
 * not shown. An empty key loads nothing.
 */
export function useLoaded<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ value: undefined, trouble: '' })
  useEffect(() => {
    if (key === '') return
    let current = true
    load().then(
      (value) => current && setLoaded({ value, trouble: '' }),
      (reason: unknown) => current && setLoaded({ value: undefined, trouble: sentenceOf(reason) }),
    )
    return () => {
      current = false
    }
    // load is written anew on every drawing; key says everything it depends on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key])
  return loaded
}
