/** A segment being edited, with its way back and forward. Every function is pure. */
import { noHistory, remember, stepBack, stepForward, type History } from '../../../app/history'
import { emptyRule, parseRule, sameRule, writeRule, type Rule } from '../../../rule'

/** How a draft stood before or after a step. The name is there only of a step that changed it too. */
export interface Snapshot {
  rule: Rule
  name?: string
}

export interface Draft extends History<Snapshot> {
  /** 0 until it is saved for the first time. */
  segment: number
  name: string
  rule: Rule
  /** As stored, to know whether anything is unsaved. */
  saved: { name: string; rule: Rule }
}

/** What an edit wants remembered. Steps with the same merge key in a row become one. */
export interface Edit {
  label: string
  mergeKey?: string
}

/** The name a new segment has until its maker gives one. */
export const unnamed = 'New segment'

/** A draft of nothing, or of a starter. Its rule counts as unsaved work. */
export function newDraft(name = unnamed, rule: Rule = emptyRule()): Draft {
  return { segment: 0, name, rule, saved: { name: unnamed, rule: emptyRule() }, ...noHistory<Snapshot>() }
}

/** A draft of a stored segment. */
export function openDraft(segment: number, name: string, document: string): Draft {
  const rule = parseRule(document)
  return { ...newDraft(name, rule), segment, saved: { name, rule } }
}

/** The draft after an edit; the same draft if the edit changed nothing. */
export function edited(draft: Draft, rule: Rule, edit: Edit, now: number): Draft {
  if (rule === draft.rule || sameRule(rule, draft.rule)) return draft
  return { ...draft, rule, ...remember(draft, { rule: draft.rule }, edit.label, edit.mergeKey ?? '', now) }
}

/** The draft as it is saved, as one step; the same draft if it is so already. */
export function wentBack(draft: Draft, label: string, now: number): Draft {
  if (!isUnsaved(draft)) return draft
  const { rule, name, saved } = draft
  return { ...draft, ...saved, ...remember(draft, { rule, name }, label, '', now) }
}

export function undone(draft: Draft): Draft {
  const step = stepBack(draft, standing(draft, draft.past.at(-1)?.value))
  return step ? { ...draft, ...step.value, ...step.history } : draft
}

export function redone(draft: Draft): Draft {
  const step = stepForward(draft, standing(draft, draft.future.at(-1)?.value))
  return step ? { ...draft, ...step.value, ...step.history } : draft
}

/** What is needed of a draft to come back to it from how it stood elsewhere. */
function standing({ rule, name }: Draft, elsewhere: Snapshot | undefined): Snapshot {
  return elsewhere?.name === undefined ? { rule } : { rule, name }
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
