/**
 * The drafts of this session. They live outside of the screens, so that leaving
 * the studio and coming back loses nothing.
 */
import { create } from 'zustand'
import { announce } from '../../../app/status'
import { t } from '../../../i18n/canvas'
import { edited, newDraft, redone, undone, wentBack, type Draft, type Edit } from './draft'
import type { Rule } from '../../../rule'

/** 'new' for the segment that has no number yet. */
export type DraftKey = number | 'new'

interface Drafts {
  drafts: Record<string, Draft>
  /** The one the studio shows. */
  current: DraftKey
  /** Words about the last edit, said with the count that follows it. */
  told: string
}

export const useDrafts = create<Drafts>(() => ({ drafts: {}, current: 'new', told: '' }))

const blank = newDraft()

/** The draft on the screen. */
export function currentDraft(): Draft {
  const { drafts, current } = useDrafts.getState()
  return drafts[current] ?? blank
}

/** A part of the draft on the screen, kept up to date. */
export function useDraft<T>(pick: (draft: Draft) => T): T {
  return useDrafts((s) => pick(s.drafts[s.current] ?? blank))
}

export function hasDraft(key: DraftKey): boolean {
  return key in useDrafts.getState().drafts
}

/** Puts a draft under its key and shows it. */
export function showDraft(key: DraftKey, draft?: Draft): void {
  useDrafts.setState((s) => ({ current: key, told: '', drafts: draft ? { ...s.drafts, [key]: draft } : s.drafts }))
}

/** Forgets a draft, for instance when its segment is deleted. */
export function dropDraft(key: DraftKey): void {
  useDrafts.setState((s) => {
    const drafts = { ...s.drafts }
    delete drafts[key]
    return { drafts }
  })
}

/** Changes a draft that may not be the one on the screen any more. */
export function changeDraft(key: DraftKey, change: (draft: Draft) => Draft): void {
  useDrafts.setState((s) => {
    const draft = s.drafts[key]
    return draft ? { drafts: { ...s.drafts, [key]: change(draft) } } : s
  })
}

/** Edits the rule on the screen as one step for undo. False if nothing changed. */
export function editRule(edit: Edit, change: (rule: Rule) => Rule): boolean {
  const before = currentDraft()
  const after = edited(before, change(before.rule), edit, Date.now())
  if (after === before) return false
  changeDraft(useDrafts.getState().current, () => after)
  useDrafts.setState({ told: edit.label })
  return true
}

/** Throws unsaved work away, as a step that can be undone. */
export function goBack(): void {
  const before = currentDraft()
  const after = wentBack(before, t.steps.back, Date.now())
  if (after === before) return
  changeDraft(useDrafts.getState().current, () => after)
  useDrafts.setState({ told: t.steps.back })
}

export function rename(name: string): void {
  changeDraft(useDrafts.getState().current, (draft) => ({ ...draft, name }))
}

export function undo(): void {
  step(t.undid, t.nothingToUndo, currentDraft().past.at(-1)?.label, undone)
}

export function redo(): void {
  step(t.redid, t.nothingToRedo, currentDraft().future.at(-1)?.label, redone)
}

function step(words: (label: string) => string, none: string, label: string | undefined, change: (draft: Draft) => Draft): void {
  if (label === undefined) return announce(none)
  changeDraft(useDrafts.getState().current, change)
  useDrafts.setState({ told: words(label) })
}
