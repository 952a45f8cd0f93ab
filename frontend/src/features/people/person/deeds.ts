/** What can be done to a person and taken back. Each returns what went wrong, "" for nothing. */
import { perform } from '../../../actions/deeds'
import { announce } from '../../../app/status'
import { showTrouble } from '../../../app/trouble'
import { bridge, sentenceOf, type NoteView, type PauseView, type PersonChange, type PersonView } from '../../../bridge/client'
import { t } from '../../../i18n/person'
import { touch } from './usePerson'

type Way = () => Promise<() => Promise<unknown>>

/** Does something once here, so that its trouble is told where it was done, and remembers the way back. */
async function attempt(label: string, doIt: Way): Promise<string> {
  let first: (() => Promise<unknown>) | undefined
  try {
    first = await doIt()
  } catch (reason) {
    return sentenceOf(reason)
  }
  touch()
  announce(label)
  await perform({
    label,
    run: async () => {
      const back = first ?? (await doIt())
      first = undefined
      touch()
      return async () => {
        await back()
        touch()
      }
    },
  })
  return ''
}

/** A change of values; what an undo had to leave is said. */
const ofValues = (change: () => Promise<PersonChange>): Way => async () => {
  const done = await change()
  if (done.notice) announce(done.notice)
  return async () => {
    if (done.act === 0) return
    const back = await bridge.person.undo(done.act)
    const kept = back.kept ?? []
    if (kept.length > 0) showTrouble(kept.join(' '))
  }
}

const nameOf = (view: PersonView) => view.person.name

export function setValue(view: PersonView, field: { key: string; name: string }, text: string): Promise<string> {
  const label = text.trim() === '' ? t.didRemove(field.name, nameOf(view)) : t.didEdit(field.name, nameOf(view))
  return attempt(label, ofValues(() => bridge.person.setValues(view.person.id, [{ key: field.key, text }])))
}

export function setTags(view: PersonView, tags: string[]): Promise<string> {
  return attempt(t.didTag(nameOf(view)), ofValues(() => bridge.person.setTags(view.person.id, tags)))
}

export function addNote(view: PersonView, text: string): Promise<string> {
  let kept: NoteView = { id: 0, text, at: '' }
  return attempt(t.didNote(nameOf(view)), async () => {
    kept = await bridge.person.saveNote(view.person.id, kept)
    return () => bridge.person.deleteNote(kept.id)
  })
}

export function changeNote(view: PersonView, before: NoteView, text: string): Promise<string> {
  return attempt(t.didChangeNote(nameOf(view)), async () => {
    await bridge.person.saveNote(view.person.id, { ...before, text })
    return () => bridge.person.saveNote(view.person.id, before)
  })
}

export function deleteNote(view: PersonView, note: number): Promise<string> {
  return attempt(t.didDeleteNote(nameOf(view)), async () => {
    const was = await bridge.person.deleteNote(note)
    return () => bridge.person.saveNote(view.person.id, was)
  })
}

export function setPause(view: PersonView, pause: PauseView): Promise<string> {
  return attempt(pause.on ? t.didPause(nameOf(view)) : t.didLift(nameOf(view)), async () => {
    const before = await bridge.person.pause(view.person.id, pause)
    return () => bridge.person.pause(view.person.id, before)
  })
}
