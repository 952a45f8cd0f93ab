/** The traits of the open workspace and what is known about event types. */
import { useEffect } from 'react'
import { create } from 'zustand'
import { bridge, sentenceOf, type EventTypeView, type FieldView, type SegmentView, type TraitGroup } from '../bridge/client'
import { onWorkspaceChange } from '../app/workspace'

/** One chip: something a rule can be about. */
export type Trait = NonNullable<TraitGroup['traits']>[number]

interface Traits {
  groups: TraitGroup[]
  byKey: Map<string, Trait & { category: string }>
  fields: FieldView[]
  events: EventTypeView[]
  segments: SegmentView[]
  trouble: string
}

export const useTraits = create<Traits>(() => ({ groups: [], byKey: new Map(), fields: [], events: [], segments: [], trouble: '' }))

async function load(): Promise<void> {
  try {
    const [groups, fields, events, segments] = await Promise.all([
      bridge.segments.traits(), bridge.segments.fields(), bridge.segments.properties(), bridge.segments.list(),
    ])
    const all = groups.flatMap((g) => (g.traits ?? []).map((t) => ({ ...t, category: g.key })))
    useTraits.setState({ groups, byKey: new Map(all.map((t) => [t.key, t])), fields, events, segments, trouble: '' })
  } catch (reason) {
    useTraits.setState({ trouble: sentenceOf(reason) })
  }
}

/** Loads the traits when a screen opens and again when the data changes. */
export function useLoadedTraits(): void {
  useEffect(() => {
    void load()
    return onWorkspaceChange(() => void load())
  }, [])
}

/** The properties that the events of a type have. */
export function usePropertiesOf(event: string) {
  return useTraits((s) => s.events.find((e) => e.key === event)?.properties) ?? []
}
