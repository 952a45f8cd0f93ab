import { Plus, X } from 'lucide-react'
import { useRef, useState } from 'react'
import type { PersonView } from '../../../bridge/client'
import { t } from '../../../i18n/person'
import { setTags } from './deeds'

/** The tags of a person as chips. Del on one removes it. */
export function Tags({ view, canWrite }: { view: PersonView; canWrite: boolean }) {
  const [bad, setBad] = useState('')
  const save = async (tags: string[]) => setBad(await setTags(view, tags))
  if (view.tags.length === 0 && !canWrite) return null
  return (
    <div className="tags" role="group" aria-label={t.tags}>
      {view.tags.map((tag) => (
        <span key={tag} className="tag selectable">
          {tag}
          {canWrite && <RemoveTag tag={tag} onRemove={() => void save(view.tags.filter((other) => other !== tag))} />}
        </span>
      ))}
      {canWrite && <NewTag onAdd={(tag) => void save([...view.tags, tag])} />}
      {bad && <span className="field-bad" role="alert">{bad}</span>}
    </div>
  )
}

function RemoveTag({ tag, onRemove }: { tag: string; onRemove: () => void }) {
  return <button type="button" aria-label={t.removeTag(tag)} onClick={onRemove} onKeyDown={(e) => e.key === 'Delete' && onRemove()}><X size={12} /></button>
}

function NewTag({ onAdd }: { onAdd: (tag: string) => void }) {
  const [text, setText] = useState<string>()
  const done = useRef(false)
  if (text === undefined) {
    return <button type="button" className="tag-add" onClick={() => { done.current = false; setText('') }}><Plus size={12} aria-hidden />{t.addTag}</button>
  }
  const finish = (add: boolean) => {
    if (done.current) return
    done.current = true
    if (add && text.trim() !== '') onAdd(text.trim())
    setText(undefined)
  }
  return (
    <input
      autoFocus className="tag-box" aria-label={t.newTag} value={text} onChange={(e) => setText(e.target.value)} onBlur={() => finish(true)}
      onKeyDown={(e) => {
        if (e.key === 'Enter' || e.key === ',') {
          e.preventDefault()
          finish(true)
        }
        if (e.key === 'Escape') finish(false)
      }}
    />
  )
}
