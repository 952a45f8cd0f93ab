import type { Condition, Params } from '../../rule'

/** What every editor gets. Changes apply at once; a key set to undefined goes. */
export interface EditorProps {
  condition: Condition
  onChange(change: Partial<Params>): void
}

/** A second rule that an editor offers, and how it goes with this one. */
export interface Companion {
  params: Params
  not?: boolean
  /** "and" narrows, "or" widens. */
  how: 'and' | 'or'
}

export interface TokenEditorProps extends EditorProps {
  /** The token's edit kind, as Go names it. */
  edit: string
  /** Offered where a second rule says better what is meant; adds it after this one. */
  onAdd?(params: Params): void
  /** Puts a second rule beside this one, in a group of the two where that is needed. */
  onJoin?(companion: Companion): void
}
