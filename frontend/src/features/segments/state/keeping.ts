/**
 * Unsaved drafts outlive the program: a moment after each edit Go keeps them on the
 * disk, and the next start finds them, with their way back and forward.
 */
import { showTrouble } from '../../../app/trouble'
import { useWorkspace } from '../../../app/workspace'
import { bridge } from '../../../bridge/client'
import { parseRule, writeRule, type Rule } from '../../../rule'
import { isUnsaved, newDraft, type Draft } from './draft'
import { useDrafts, type DraftKey } from './drafts'

/** A kill loses no more than this, in ms. */
const soon = 300
/** Steps of undo that are kept. All others are there until the program ends. */
const steps = 60

type Kept = { label: string; rule: string }[]

interface Body {
  segment: number
  name: string
  rule: string
  saved: { name: string; rule: string }
  past: Kept
  future: Kept
}

export function writeDraft(draft: Draft): string {
  const kept = (list: { label: string; value: Rule }[]): Kept => list.slice(-steps).map(({ label, value }) => ({ label, rule: writeRule(value) }))
  const { segment, name, rule, saved } = draft
  const body: Body = {
    segment, name, rule: writeRule(rule), saved: { name: saved.name, rule: writeRule(saved.rule) }, past: kept(draft.past), future: kept(draft.future),
  }
  return JSON.stringify(body)
}

/** The draft as it was; undefined for what is no draft. */
export function readDraft(text: string): Draft | undefined {
  try {
    const { segment, name, rule, saved, past, future } = JSON.parse(text) as Body
    const taken = (list: Kept) => list.map(({ label, rule }) => ({ label, value: parseRule(rule) }))
    return { ...newDraft(name, parseRule(rule)), segment, saved: { name: saved.name, rule: parseRule(saved.rule) }, past: taken(past), future: taken(future) }
  } catch {
    return undefined
  }
}

let workspace = ''
let recalled: Promise<void> = Promise.resolve()
let timer = 0
const changed = new Set<string>()

/** Brings back what was not saved in this workspace, once, and keeps drafts from then on; whoever asks meanwhile waits. */
export function recallDrafts(): Promise<void> {
  keeping ??= keepDrafts()
  const { path } = useWorkspace.getState().state
  if (path === workspace) return recalled
  workspace = path
  useDrafts.setState({ drafts: {}, current: 'new', told: '' })
  changed.clear()
  recalled = bridge.segments.drafts().then((kept) => {
    const found = kept.flatMap(({ key, body }) => {
      const draft = readDraft(body)
      return draft ? [[key, draft] as const] : []
    })
    useDrafts.setState(({ drafts }) => ({ drafts: { ...Object.fromEntries(found), ...drafts } }))
  }, showTrouble)
  return recalled
}

let keeping: (() => void) | undefined

/** Looks for drafts that changed. Returns how to stop. */
function keepDrafts(): () => void {
  return useDrafts.subscribe(({ drafts }, { drafts: before }) => {
    for (const key of Object.keys({ ...drafts, ...before })) if (drafts[key] !== before[key]) changed.add(key)
    if (changed.size > 0 && timer === 0) timer = window.setTimeout(keepNow, soon)
  })
}

/** Keeps what changed. What is saved, or gone, need not be kept any more. */
function keepNow(): void {
  timer = 0
  if (useWorkspace.getState().state.path !== workspace) return changed.clear() // they belong to the one closed just now
  const { drafts } = useDrafts.getState()
  for (const key of changed) {
    const draft = drafts[key]
    const act = draft && isUnsaved(draft) ? bridge.segments.keepDraft(key, writeDraft(draft)) : bridge.segments.dropDraft(key)
    act.catch(showTrouble)
  }
  changed.clear()
}

/** Whether a segment has unsaved work. */
export function useIsUnsaved(key: DraftKey): boolean {
  return useDrafts(({ drafts }) => Boolean(drafts[key] && isUnsaved(drafts[key])))
}
