import { useEffect, useRef, useState } from 'react'

const duration = 320

/** A number that runs to its new value, at once where motion is not wanted. */
export function useCountUp(value: number): number {
  const [shown, setShown] = useState(value)
  const from = useRef(value)
  useEffect(() => {
    const start = from.current
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    const begun = performance.now()
    let frame = 0
    const step = (now: number) => {
      const done = still ? 1 : Math.min(1, Math.max(0, (now - begun) / duration))
      from.current = Math.round(start + (value - start) * (1 - (1 - done) ** 3))
      setShown(from.current)
      if (done < 1) frame = requestAnimationFrame(step)
    }
    frame = requestAnimationFrame(step)
    return () => cancelAnimationFrame(frame)
  }, [value])
  return shown
}
