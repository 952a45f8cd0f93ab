import type { Editor } from '@tiptap/core'
import { useEffect, useRef } from 'react'
import { useComposer, useDraft, useFieldLabel } from './composerContext'
import { createLineEditor } from './editor'
import { lineContent } from './richText'

/** Subject and preview text. */
export function HeaderLines() {
  const { store } = useComposer()
  const subject = useDraft((s) => s.draft.subject)
  const preheader = useDraft((s) => s.draft.preheader)
  const set = (part: 'subject' | 'preheader', step: string) => (value: string) => store.getState().edit(step, (d) => ({ ...d, [part]: value }), part)
  return (
    <div className="header-lines">
      <Line id="subject" label="Subject" shown="Subject" value={subject} onChange={set('subject', 'Changed the subject')} />
      <Line id="preheader" label="Preview text" shown="Preview" value={preheader} onChange={set('preheader', 'Changed the preview text')} />
    </div>
  )
}

function Line({ id, label, shown, value, onChange }: { id: string; label: string; shown: string; value: string; onChange(value: string): void }) {
  const { lastEditor, fields } = useComposer()
  const labelOf = useFieldLabel()
  const element = useRef<HTMLDivElement>(null)
  const editor = useRef<Editor | undefined>(undefined)
  const last = useRef(value)
  const now = useRef({ onChange, labelOf, value })
  useEffect(() => {
    now.current = { onChange, labelOf, value }
  })
  const known = fields.map((field) => field.key + field.label).join()

  useEffect(() => {
    const made = createLineEditor(
      {
        element: element.current!,
        label,
        labelOf: (key) => now.current.labelOf(key),
        onChange: (text) => {
          last.current = text
          now.current.onChange(text)
        },
        onFocus: (focused) => (lastEditor.current = focused),
      },
      now.current.value,
    )
    editor.current = made
    return () => {
      if (lastEditor.current === made) lastEditor.current = undefined
      made.destroy()
    }
  }, [label, lastEditor, known])

  // what undo or a fix changed from outside
  useEffect(() => {
    if (value === last.current) return
    last.current = value
    editor.current?.commands.setContent(lineContent(value), { emitUpdate: false })
  }, [value])
  return (
    <div className="header-line" data-line={id}>
      <span aria-hidden>{shown}</span>
      <div ref={element} className="line-editor" />
    </div>
  )
}
