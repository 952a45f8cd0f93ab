/** The actions of what is on the screen now. The screen opened last is asked first. */
import { useEffect, useRef } from 'react'
import type { Action } from './action'
import { isTyping, pressed } from './keys'

const rooms: { actions: Action[] }[] = []
const listeners = new Set<() => void>()
const tell = () => listeners.forEach((listener) => listener())

/** Offers actions while a component is mounted. They may be new objects at every drawing. */
export function useActions(actions: Action[]): void {
  const room = useRef({ actions })
  useEffect(() => {
    room.current.actions = actions
    tell()
  })
  useEffect(() => {
    const mine = room.current
    rooms.unshift(mine)
    tell()
    return () => {
      rooms.splice(rooms.indexOf(mine), 1)
      tell()
    }
  }, [])
}

/** Everything that can be done now, each id once. */
export function currentActions(): Action[] {
  const byID = new Map<string, Action>()
  for (const action of rooms.flatMap((room) => room.actions)) if (!byID.has(action.id)) byID.set(action.id, action)
  return [...byID.values()]
}

/** Calls back whenever the actions may be others. Returns how to stop. */
export function onActions(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Does what an action says, if it is offered now. */
export function runAction(id: string): void {
  const action = currentActions().find((a) => a.id === id)
  if (action && !action.disabled) action.run()
}

/** Listens to the keys of all actions. Open dialogs and menus keep their keys. */
export function followKeys(): () => void {
  const onKey = (e: KeyboardEvent) => {
    if (e.defaultPrevented || e.isComposing) return
    const keys = pressed(e)
    const action = currentActions().find((a) => a.keys === keys)
    if (!action || (isTyping(e) && !action.whileTyping)) return
    if ((e.target as HTMLElement | null)?.closest?.('[role=dialog], [role=alertdialog], [role=menu]') && !action.whileTyping) return
    e.preventDefault()
    if (!action.disabled) action.run()
  }
  window.addEventListener('keydown', onKey)
  return () => window.removeEventListener('keydown', onKey)
}
