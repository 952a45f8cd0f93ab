/** Random rules for property tests: the same seed always gives the same rule. */
import { condition, group, maxDepth, type Group, type Mode, type Rule, type RuleNode } from './node'

/** A stream of numbers in [0, 1) that depends on nothing but its seed. */
export function randomStream(seed: number): () => number {
  let state = seed * 2654435761
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) | 0
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32
  }
}

const modes: Mode[] = ['all', 'any', 'none']

/** A rule whose groups hold two children or more and stack no deeper than allowed. */
export function randomRule(seed: number): Rule {
  const next = randomStream(seed)
  let n = 0
  const leaf = () => condition({ type: 'field', field: `f${n++}`, op: 'is_set' }, next() < 0.2 ? { not: true } : {})
  const kid = (depth: number): RuleNode => (depth < maxDepth && next() < 0.35 ? fill(depth + 1) : leaf())
  const fill = (depth: number): Group => {
    const size = 2 + Math.floor(next() * 3)
    return group(modes[Math.floor(next() * 3)]!, Array.from({ length: size }, () => kid(depth)))
  }
  return { include: { ...fill(1), mode: 'all' }, exclude: { ...fill(1), mode: 'any' } }
}
