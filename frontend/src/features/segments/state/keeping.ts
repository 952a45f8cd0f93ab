/**
 * Unsaved drafts outlive the program: a moment after each edit Go keeps them on the
 * disk, and the next start finds them, with their way back and forward.
 */
import { showTrouble } from '../../../app/trouble'
import { useWorkspace } from '../../../app/workspace'
import { bridge, type KeptDraft } from '../../../bridge/client'
import { parseRule, writeRule } from '../../../rule'
import { isUnsaved, newDraft, type Draft, type Snapshot } from './draft'
import { useDrafts, type DraftKey } from './drafts'

/** A kill loses no more than this, in ms. */
const soon = 300
/** Steps of undo that are kept. All others are there until the program ends. */
const steps = 60

type Kept = { label: string; rule: string; name?: string }[]

interface Body {
  segment: number
  name: string
  rule: string
  past: Kept
  future: Kept
}

export function writeDraft(draft: Draft): string {
  const kept = (list: { label: string; value: Snapshot }[]): Kept =>
    list.slice(-steps).map(({ label, value: { rule, name } }) => ({ label, rule: writeRule(rule), name }))
  const { segment, name, rule } = draft
  const body: Body = { segment, name, rule: writeRule(rule), past: kept(draft.past), future: kept(draft.future) }
  return JSON.stringify(body)
}

/** The draft as it was, over what is saved by now; undefined for what is no draft. */
export function readDraft({ body, name: savedName, rule: savedRule }: Omit<KeptDraft, 'key'>): Draft | undefined {
  try {
    const { segment, name, rule, past, future } = JSON.parse(body) as Body
    const taken = (list: Kept) => list.map(({ label, rule, name }) => ({ label, value: name === undefined ? { rule: parseRule(rule) } : { rule: parseRule(rule), name } }))
    const draft = { ...newDraft(name, parseRule(rule)), segment, past: taken(past), future: taken(future) }
    return segment === 0 ? draft : { ...draft, saved: { name: savedName, rule: parseRule(savedRule) } }
  } catch {
    return undefined
  }
}

let workspace = ''
let recalled: Promise<void> = Promise.resolve()
let timer = 0
/** One after the other: an older state never takes the place of a newer one. */
let writing: Promise<void> = Promise.resolve()
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
    const found = kept.flatMap((one) => {
      const draft = readDraft(one)
      return draft ? [[one.key, draft] as const] : []
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
    const body = draft && isUnsaved(draft) ? writeDraft(draft) : undefined
    const keep = () => (body === undefined ? bridge.segments.dropDraft(key) : bridge.segments.keepDraft(key, body))
    const mine = workspace
    writing = writing.then(() => (mine === useWorkspace.getState().state.path ? keep() : undefined)).catch(showTrouble)
  }
  changed.clear()
}

/** Whether a segment has unsaved work. */
export function useIsUnsaved(key: DraftKey): boolean {
  return useDrafts(({ drafts }) => Boolean(drafts[key] && isUnsaved(drafts[key])))
}
