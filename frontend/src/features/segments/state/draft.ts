/** A segment being edited, with its way back and forward. Every function is pure. */
import { emptyRule, parseRule, sameRule, writeRule, type Rule } from '../../../rule'

/** One step that can be undone: the rule before it and what it did. */
export interface Step {
  label: string
  rule: Rule
}

export interface Draft {
  /** 0 until it is saved for the first time. */
  segment: number
  name: string
  rule: Rule
  past: Step[]
  future: Step[]
  /** As stored, to know whether anything is unsaved. */
  saved: { name: string; rule: Rule }
  /** Steps of the same kind close together are one step for undo. */
  merge: { key: string; at: number }
}

/** What an edit wants remembered. Steps with the same merge key in a row become one. */
export interface Edit {
  label: string
  mergeKey?: string
}

const stepLimit = 200
const mergeTime = 1200

/** The name a new segment has until its maker gives one. */
export const unnamed = 'New segment'

/** A draft of nothing, or of a starter. Its rule counts as unsaved work. */
export function newDraft(name = unnamed, rule: Rule = emptyRule()): Draft {
  return { segment: 0, name, rule, past: [], future: [], saved: { name: unnamed, rule: emptyRule() }, merge: { key: '', at: 0 } }
}

/** A draft of a stored segment. */
export function openDraft(segment: number, name: string, document: string): Draft {
  const rule = parseRule(document)
  return { ...newDraft(name, rule), segment, saved: { name, rule } }
}

/** The draft after an edit; the same draft if the edit changed nothing. */
export function edited(draft: Draft, rule: Rule, edit: Edit, now: number): Draft {
  if (rule === draft.rule || sameRule(rule, draft.rule)) return draft
  const key = edit.mergeKey ?? ''
  const merges = key !== '' && key === draft.merge.key && now - draft.merge.at < mergeTime && draft.past.length > 0
  const past = merges ? draft.past : [...draft.past, { label: edit.label, rule: draft.rule }].slice(-stepLimit)
  return { ...draft, rule, past, future: [], merge: { key, at: now } }
}

export function undone(draft: Draft): Draft {
  const step = draft.past.at(-1)
  if (!step) return draft
  const future = [{ label: step.label, rule: draft.rule }, ...draft.future]
  return { ...draft, rule: step.rule, past: draft.past.slice(0, -1), future, merge: { key: '', at: 0 } }
}

export function redone(draft: Draft): Draft {
  const step = draft.future[0]
  if (!step) return draft
  const past = [...draft.past, { label: step.label, rule: draft.rule }]
  return { ...draft, rule: step.rule, past, future: draft.future.slice(1), merge: { key: '', at: 0 } }
}

/** The draft once Go has stored what was sent; edits made meanwhile stay unsaved. */
export function stored(draft: Draft, segment: number, sent: { name: string; rule: Rule }): Draft {
  return { ...draft, segment, saved: sent }
}

export function isUnsaved(draft: Draft): boolean {
  return draft.name !== draft.saved.name || !sameRule(draft.rule, draft.saved.rule)
}

/** The document of a draft's rule. */
export function documentOf(draft: Draft): string {
  return writeRule(draft.rule)
}
