import { createStore, type StoreApi } from 'zustand/vanilla'
import { sentenceOf } from '../../bridge/error'
import type { MailDocument } from './document'

/** What the user can change about a campaign, and undo. */
export interface Draft {
  name: string
  segmentId: number
  accountId: number
  subject: string
  preheader: string
  document: MailDocument
}

/** One step of the history: the draft as it was, and what was then done. */
export interface Step {
  before: Draft
  name: string
}

export type SaveState = 'saved' | 'saving' | 'failed'

export interface DraftState {
  draft: Draft
  past: Step[]
  future: Step[]
  saveState: SaveState
  /** The sentence for the user when the last save failed. */
  saveError: string
  /** Grows with each finished save, so that checks know when to run. */
  savedCount: number
  edit(name: string, change: (draft: Draft) => Draft, merge?: string): void
  undo(): void
  redo(): void
  /** Saves at once what is not saved. Rejects when that fails. */
  flush(): Promise<void>
  /** Saves the last edits when the screen goes. */
  close(): void
}

export type DraftStore = StoreApi<DraftState>

export const saveDelay = 400
const mergeWindow = 1200
const historyLength = 200

/** A store over one draft that saves itself after each pause in editing. */
export function createDraftStore(initial: Draft, save: (draft: Draft) => Promise<void>, now: () => number = Date.now): DraftStore {
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  let stored = initial
  let lastEdit = { merge: '', at: 0 }

  const store = createStore<DraftState>()((set, get) => {
    const schedule = () => {
      clearTimeout(timer)
      set({ saveState: 'saving' })
      timer = setTimeout(() => void flush().catch(() => undefined), saveDelay)
    }

    const saveNow = async () => {
      const draft = get().draft
      try {
        await save(draft)
        stored = draft
        set((s) => ({ saveState: s.draft === draft ? 'saved' : 'saving', saveError: '', savedCount: s.savedCount + 1 }))
      } catch (error) {
        set({ saveState: 'failed', saveError: sentenceOf(error) })
        throw error
      }
    }

    const flush = async (): Promise<void> => {
      clearTimeout(timer)
      while (running || get().draft !== stored) {
        if (running) await running.catch(() => undefined)
        else await (running = saveNow().finally(() => (running = undefined)))
      }
      clearTimeout(timer)
      set({ saveState: 'saved', saveError: '' })
    }

    return {
      draft: initial,
      past: [],
      future: [],
      saveState: 'saved',
      saveError: '',
      savedCount: 0,
      edit(name, change, merge = '') {
        const { draft, past } = get()
        const next = change(draft)
        if (next === draft) return
        const merges = merge !== '' && merge === lastEdit.merge && now() - lastEdit.at < mergeWindow && past.length > 0
        lastEdit = { merge, at: now() }
        set({ draft: next, past: merges ? past : [...past, { before: draft, name }].slice(-historyLength), future: [] })
        schedule()
      },
      undo() {
        const { draft, past, future } = get()
        const step = past.at(-1)
        if (!step) return
        lastEdit = { merge: '', at: 0 }
        set({ draft: step.before, past: past.slice(0, -1), future: [...future, { before: draft, name: step.name }] })
        schedule()
      },
      redo() {
        const { draft, past, future } = get()
        const step = future.at(-1)
        if (!step) return
        lastEdit = { merge: '', at: 0 }
        set({ draft: step.before, future: future.slice(0, -1), past: [...past, { before: draft, name: step.name }] })
        schedule()
      },
      flush,
      close() {
        void flush().catch(() => undefined)
      },
    }
  })
  return store
}
