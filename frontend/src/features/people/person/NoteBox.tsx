import { useState } from 'react'
import type { NoteView, PersonView } from '../../../bridge/client'
import { t } from '../../../i18n/person'
import { Button } from '../../../ui/Button'
import { TextArea } from '../../../ui/Field'
import { addNote, changeNote } from './deeds'

/** Writes a note, a new one or an old one again. Ctrl+Enter saves, Esc leaves it. */
export function NoteBox({ view, note, onDone }: { view: PersonView; note?: NoteView; onDone: () => void }) {
  const [text, setText] = useState(note?.text ?? '')
  const [bad, setBad] = useState('')
  const save = async () => {
    const trouble = note ? await changeNote(view, note, text) : await addNote(view, text)
    setBad(trouble)
    if (trouble === '') onDone()
  }
  return (
    <form
      className="note-box"
      onSubmit={(e) => {
        e.preventDefault()
        void save()
      }}
      onKeyDown={(e) => {
        if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) void save()
        if (e.key === 'Escape') onDone()
      }}
    >
      <TextArea autoFocus label={t.note} hint={t.noteHint} value={text} onChange={setText} bad={bad} />
      <div className="note-foot">
        <Button onClick={onDone}>{t.cancel}</Button>
        <Button type="submit" disabled={text.trim() === ''}>{t.save}</Button>
      </div>
    </form>
  )
}
