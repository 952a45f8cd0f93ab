/** Names of combinations, for captions, tables and new segments. */
import type { OverlapSet, OverlapView } from '../../../bridge/client'
import { t } from '../../../i18n/overlap'

export function setName(set: OverlapSet): string {
  return set.id === 0 ? t.thisRule : set.name
}

function joined(names: string[], last: string): string {
  return names.length < 2 ? (names[0] ?? '') : names.slice(0, -1).join(', ') + last + names.at(-1)
}

interface Names {
  inside: string
  outside: string
}

/** The sets a combination is in, and those it is not in, as lists of names. */
function namesOf(view: OverlapView, within: number[], rule = t.thisRuleWithin): Names {
  const names = (inside: boolean) => view.sets.filter((_, k) => within.includes(k) === inside).map((set) => (set.id === 0 ? rule : set.name))
  return { inside: joined(names(true), t.and), outside: joined(names(false), t.or) }
}

/** "Only VIP", "In VIP and Mumbai": short, for a column. */
export function shortWords(view: OverlapView, within: number[]): string {
  const { inside } = namesOf(view, within)
  return within.length === 1 && view.sets.length > 1 ? t.only(inside) : t.regionIn(inside)
}

/** "In VIP and Mumbai, not in Lapsed": the whole combination. */
export function wholeWords(view: OverlapView, within: number[]): string {
  const { inside, outside } = namesOf(view, within)
  return outside === '' ? t.regionIn(inside) : `${t.regionIn(inside)}, ${t.regionNotIn(outside)}`
}

/** A name for a segment of a combination with a rule of a name. */
export function segmentWords(view: OverlapView, within: number[], rule: string): string {
  const { inside, outside } = namesOf(view, within, rule)
  return (outside === '' ? inside : t.without(inside, outside)).slice(0, 120)
}
