/**
 * The editors behind the tokens of a rule, one for each edit kind that Go names.
 * Each is the inside of a popover. "not" has none: that token flips when pressed.
 */
import type { ReactElement } from 'react'
import { CountEditor } from './CountEditor'
import { FieldDateEditor, FieldNumberEditor, FieldTextEditor } from './FieldEditors'
import { MeasureEditor } from './MeasureEditor'
import { MessagesEditor } from './MessagesEditor'
import { SegmentsEditor } from './SegmentsEditor'
import type { TokenEditorProps } from './types'
import { WhereEditor } from './WhereEditor'
import { WhichWindowEditor } from './WhichWindowEditor'
import './editors.css'

export type { TokenEditorProps } from './types'

const editors: Record<string, (props: TokenEditorProps) => ReactElement> = {
  values: FieldTextEditor,
  text: FieldTextEditor,
  number: FieldNumberEditor,
  date: FieldDateEditor,
  count: CountEditor,
  window: WhichWindowEditor,
  where: WhereEditor,
  segment: SegmentsEditor,
  messages: MessagesEditor,
  measure: MeasureEditor,
}

/** Whether pressing a token of this kind opens an editor. */
export function hasEditor(edit: string): boolean {
  return edit in editors
}

/** The editor for a token of a condition; nothing for a kind that has none. */
export function TokenEditor(props: TokenEditorProps) {
  const Editor = editors[props.edit]
  return Editor ? (
    <div className="rule-editor" data-editor={props.edit}>
      <Editor {...props} />
    </div>
  ) : null
}
