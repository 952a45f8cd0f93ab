/** The way back and forward of something edited in named steps. Every function is pure. */

/** One step: what it did, and how things stand on its other side. */
export interface Step<T> {
  label: string
  value: T
}

export interface History<T> {
  /** The newest last, as in future: the next one to undo or redo is at the end. */
  past: Step<T>[]
  future: Step<T>[]
  /** Steps of the same kind close together are one step for undo. */
  merge: { key: string; at: number }
}

const limit = 200
const mergeTime = 1200
const apart = { key: '', at: 0 }

export function noHistory<T>(): History<T> {
  return { past: [], future: [], merge: apart }
}

/** After an edit of before. Steps with the same merge key in a row become one. now is in ms. */
export function remember<T>({ past, merge }: History<T>, before: T, label: string, mergeKey: string, now: number): History<T> {
  const merges = mergeKey !== '' && mergeKey === merge.key && now - merge.at < mergeTime && past.length > 0
  return { past: merges ? past : [...past, { label, value: before }].slice(-limit), future: [], merge: { key: mergeKey, at: now } }
}

/** One step back from current: how it was, and the history then. Undefined at the beginning. */
export function stepBack<T>({ past, future }: History<T>, current: T): { value: T; history: History<T> } | undefined {
  const step = past.at(-1)
  return step && { value: step.value, history: { past: past.slice(0, -1), future: [...future, { label: step.label, value: current }], merge: apart } }
}

/** One step forward again. Undefined when nothing was undone. */
export function stepForward<T>({ past, future }: History<T>, current: T): { value: T; history: History<T> } | undefined {
  const step = future.at(-1)
  return step && { value: step.value, history: { past: [...past, { label: step.label, value: current }], future: future.slice(0, -1), merge: apart } }
}
