/** What is compared, and how it overlaps. */
import { useState } from 'react'
import { bridge, type OverlapChoice, type OverlapView } from '../../../bridge/client'
import { useLoaded } from '../../../clause/editors/useLoaded'

/** A rule and saved segments beside it. */
export interface Compared {
  /** The rule, "" where only saved segments are compared. */
  document: string
  /** The rule's name. */
  name: string
  /** The rule's own segment, 0 for one never saved. */
  own: number
  /** The rule is exactly the saved one, so that it can be asked about by its name. */
  saved: boolean
  ids: number[]
}

export interface Overlap {
  choices: OverlapChoice[] | undefined
  chosen: number[]
  choose(ids: number[]): void
  view: OverlapView | undefined
  trouble: string
}

/** Only those who are in the rule itself, and of the others how many of them they have too. */
export function ofTheRule(view: OverlapView, choices: OverlapChoice[]): OverlapView {
  const common = (id: number) => choices.find((c) => c.id === id)?.common
  return {
    sets: view.sets.map((set) => ({ ...set, people: common(set.id) ?? set.people })),
    regions: view.regions.filter((region) => region.in.includes(0)),
  }
}

/** As many as can be told apart beside the rule. */
export const mostBeside = 4

/** The overlap of a rule with segments, those that share most people with it until others are chosen. */
export function useRuleOverlap(document: string, own: number, about: string): Overlap {
  const [picked, choose] = useState<number[]>()
  const { value: choices, trouble: noChoices } = useLoaded(about, () => bridge.segments.overlapChoices(document, own))
  const there = picked?.filter((id) => choices?.some((c) => c.id === id && c.common >= 0))
  const chosen = there ?? (choices ?? []).filter((c) => c.common >= 0).slice(0, mostBeside).map((c) => c.id)
  const { value: view, trouble } = useLoaded(choices && choices.length > 0 ? `${about} ${chosen.join()}` : '', () => bridge.segments.overlap(document, chosen))
  return { choices, chosen, choose, view, trouble: noChoices || trouble }
}
