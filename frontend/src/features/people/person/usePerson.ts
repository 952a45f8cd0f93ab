/** What the screen shows of a person, read anew when it or the workspace changes. */
import { useEffect, useState } from 'react'
import { create } from 'zustand'
import { onWorkspaceChange } from '../../../app/workspace'
import { bridge, BridgeError, type PersonView } from '../../../bridge/client'
import { useLanguage } from '../../../i18n/language'

const useTouched = create<{ round: number }>(() => ({ round: 0 }))

/** Says that something about a person was changed, wherever that was done from. */
export function touch(): void {
  useTouched.setState(({ round }) => ({ round: round + 1 }))
}

/** Counts up whenever what is stored may be other than what is shown. */
export function useRound(): string {
  const touched = useTouched((s) => s.round)
  const language = useLanguage((s) => s.language)
  const [changes, setChanges] = useState(0)
  useEffect(() => onWorkspaceChange(() => setChanges((n) => n + 1)), [])
  return `${touched} ${changes} ${language}`
}

export interface Person {
  view: PersonView | undefined
  gone: boolean
  error: string
}

const nothing: Person = { view: undefined, gone: false, error: '' }

/** One person; the last one stays on the screen until the next has arrived. */
export function usePerson(id: number): Person {
  const round = useRound()
  const [person, setPerson] = useState<Person>(nothing)
  useEffect(() => {
    let current = true
    bridge.person.get(id).then(
      (view) => current && setPerson({ view, gone: false, error: '' }),
      (reason: BridgeError) => current && setPerson(reason.code === 'not_found' ? { ...nothing, gone: true } : { ...nothing, error: reason.message }),
    )
    return () => {
      current = false
    }
  }, [id, round])
  return person
}
