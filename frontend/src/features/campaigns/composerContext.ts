import type { Editor } from '@tiptap/core'
import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { AccountView, CheckReport, PersonalField, SegmentView, Waterfall } from '../../bridge/client'
import type { Draft, DraftState, DraftStore } from './draftStore'
import type { MailDocument } from './document'
import { wordsOfKey } from './liquid'

/** What all parts of the composer share. */
export interface Composer {
  id: number
  store: DraftStore
  fields: PersonalField[]
  segments: SegmentView[]
  accounts: AccountView[]
  report: CheckReport | undefined
  waterfall: Waterfall | undefined
  /** Block or row that is selected. */
  selected: string | undefined
  select(id: string | undefined): void
  /** Block whose text is being written in place. */
  writing: string | undefined
  write(id: string | undefined): void
  /** The editor that fields go into: the one the caret was in last. */
  lastEditor: { current: Editor | undefined }
  /** Says something to screen readers. */
  announce(sentence: string): void
}

export const ComposerContext = createContext<Composer | undefined>(undefined)

export function useComposer(): Composer {
  const composer = useContext(ComposerContext)
  if (!composer) throw new Error('This part belongs inside the composer.')
  return composer
}

export function useDraft<T>(pick: (state: DraftState) => T): T {
  return useStore(useComposer().store, pick)
}

export function useDocument(): MailDocument {
  return useDraft((state) => state.draft.document)
}

/** Edits the document as one named step. */
export function useDocumentEdit() {
  const { store } = useComposer()
  return (step: string, change: (doc: MailDocument) => MailDocument, merge?: string) =>
    store.getState().edit(step, (draft) => withDocument(draft, change(draft.document)), merge)
}

export function withDocument(draft: Draft, document: MailDocument): Draft {
  return document === draft.document ? draft : { ...draft, document }
}

export function useFieldLabel(): (key: string) => string {
  const { fields } = useComposer()
  return (key) => fields.find((field) => field.key === key)?.label ?? mailFieldLabels[key] ?? wordsOfKey(key)
}

const mailFieldLabels: Record<string, string> = { unsubscribe_url: 'Unsubscribe link', postal_address: 'Postal address', sender_name: 'Sender name' }

