import { useEffect, useState } from 'react'

/**
 * A value once it has stayed the same for some time, in ms. What is asked because of
 * an edit but not read at once waits for it, so that the numbers are painted first.
 */
export function useSettled<T>(value: T, time: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    if (value === settled) return
    const timer = window.setTimeout(() => setSettled(value), time)
    return () => clearTimeout(timer)
  }, [value, settled, time])
  return settled
}
