import { useLoad } from '../../app/useLoad'

/** An answer of Go that an editor shows, or why there is none. */
export interface Loaded<T> {
  value: T | undefined
  trouble: string
}

/** Loads a value again whenever key changes; an empty key loads nothing. A trouble takes the place of the value before. */
export function useLoaded<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const { value, error } = useLoad(load, key, key !== '')
  return { value: error ? undefined : value, trouble: error }
}
