/** The list that a person was opened from, so that the next one is one key away. */
import { create } from 'zustand'
import { go, routes } from './routes'

export interface PeopleList {
  /** The way back to it, in the language of the moment. */
  crumb: () => { label: string; to: string }
  index: number
  total: number
  /** Who stands at a place of it; undefined for nobody. */
  at(index: number): Promise<number | undefined>
  /** Told when another place of it is looked at, so that the way back leads there. */
  onMove?(index: number): void
}

export const useNearby = create<{ person: number; list?: PeopleList }>(() => ({ person: 0 }))

/** Opens a person of a list. */
export function openPersonOf(list: PeopleList, person: number): void {
  useNearby.setState({ person, list })
  go(routes.person(person))
}

/** The list that a person was opened from, if it was that person. */
export function listOf(person: number): PeopleList | undefined {
  const { person: opened, list } = useNearby.getState()
  return opened === person ? list : undefined
}

/** Opens who stands some places further in the list. Nothing happens at its ends. */
export async function step(list: PeopleList, by: number): Promise<void> {
  const index = list.index + by
  if (index < 0 || index >= list.total) return
  const person = await list.at(index)
  if (person === undefined) return
  list.onMove?.(index)
  openPersonOf({ ...list, index }, person)
}
