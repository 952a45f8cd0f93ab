import type { Condition, Params } from '../../../rule'

/** What every editor gets. Changes apply at once; a key set to undefined goes. */
export interface EditorProps {
  condition: Condition
  onChange(change: Partial<Params>): void
}

export interface TokenEditorProps extends EditorProps {
  /** The token's edit kind, as Go names it. */
  edit: string
  /** Offered where a second rule says better what is meant; adds it after this one. */
  onAdd?(params: Params): void
}
