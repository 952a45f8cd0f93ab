import { createStore, type StoreApi } from 'zustand/vanilla'
import { noHistory, remember, stepBack, stepForward, type History } from '../../app/history'
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

export type SaveState = 'saved' | 'saving' | 'failed'

export interface DraftState extends History<Draft> {
  draft: Draft
  saveState: SaveState
  /** The sentence for the user when the last save failed. */
  saveError: string
  /** Grows with each finished save, so that checks know when to run. */
  savedCount: number
  edit(label: string, change: (draft: Draft) => Draft, merge?: string): void
  undo(): void
  redo(): void
  /** Saves at once what is not saved. Rejects when that fails. */
  flush(): Promise<void>
  /** Saves the last edits when the screen goes. */
  close(): void
}

export type DraftStore = StoreApi<DraftState>

export const saveDelay = 400

/** A store over one draft that saves itself after each pause in editing. */
export function createDraftStore(initial: Draft, save: (draft: Draft) => Promise<void>, now: () => number = Date.now): DraftStore {
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  let stored = initial

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

    const go = (step: ReturnType<typeof stepBack<Draft>>) => {
      if (!step) return
      set({ draft: step.value, ...step.history })
      schedule()
    }

    return {
      draft: initial,
      ...noHistory<Draft>(),
      saveState: 'saved',
      saveError: '',
      savedCount: 0,
      edit(label, change, merge = '') {
        const { draft } = get()
        const next = change(draft)
        if (next === draft) return
        set({ draft: next, ...remember(get(), draft, label, merge, now()) })
        schedule()
      },
      undo: () => go(stepBack(get(), get().draft)),
      redo: () => go(stepForward(get(), get().draft)),
      flush,
      close() {
        void flush().catch(() => undefined)
      },
    }
  })
  return store
}
