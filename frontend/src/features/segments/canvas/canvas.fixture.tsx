/** The studio's middle over a bridge that answers at once, for tests of what is done on it. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import type { FindingView, NodeCount, PathNotice, RuleCount } from '../../../bridge/client'
import { setBridgeFake } from '../../../bridge/fake'
import { conditions, parseRule, writeRule } from '../../../rule'
import { useCounting } from '../state/answer'
import { openDraft } from '../state/draft'
import { currentDraft, showDraft } from '../state/drafts'
import { useLookedOver } from '../state/findings'
import { lookAway } from '../state/view'
import { useStudioActions } from '../useStudioActions'
import { Canvas } from './Canvas'

/** A condition on a field of the same name as the rule. */
export const leaf = (id: string, more = {}) => ({ id, type: 'field', field: id, op: 'is_set', ...more })

/** What Go would say of any rule. */
export interface Go {
  people?: number
  nodes?: NodeCount[]
  broken?: PathNotice[]
  findings?: FindingView[]
  clipboard: { text: string }
}

function counted(text: string, go: Go): RuleCount {
  return {
    people: go.people ?? 40, contacts: 100, mailable: 30, noAddress: 0, noConsent: 10, suppressed: 0, paused: 0, nearMisses: 0, nodes: go.nodes ?? [],
    unfinished: go.broken ?? [], broken: go.broken !== undefined, ms: 1, sentence: [{ text: 'People who are here.', nodeId: '', category: '', kind: '' }],
    clauses: conditions(parseRule(text)).map((c) => ({
      id: c.id, path: '', trait: '', category: 'who', icon: 'tag', text: `have ${c.id}`, tokens: [{ text: 'have', edit: 'not' }, { text: c.id, edit: 'values' }],
    })),
  }
}

function Studio() {
  useCounting()
  useLookedOver()
  useStudioActions(() => undefined)
  return <Canvas />
}

/** Shows segment 1 with this include lane and waits for its rules. */
export async function openCanvas(include: object, go: Go, exclude?: object): Promise<void> {
  window.runtime = {
    ClipboardSetText: async (...text: never[]) => ((go.clipboard.text = String(text[0])), true),
    ClipboardGetText: async () => go.clipboard.text,
  }
  setBridgeFake({
    segments: {
      count: async (rule) => counted(rule, go), project: async (rules) => rules.map(() => 22), suggest: async () => [], starters: async () => [],
      lint: async () => go.findings ?? [], checkCircle: async () => undefined, words: async (rule) => `In words: ${conditions(parseRule(rule)).map((c) => c.id).join()}`,
    },
  })
  lookAway()
  showDraft(1, openDraft(1, 'Test', JSON.stringify({ version: 1, include, exclude })))
  render(<Studio />)
  await screen.findAllByRole('button', { name: /^Move: have/ })
}

export function closeCanvas(): void {
  cleanup()
  setBridgeFake(null)
  window.runtime = undefined
}

export const grip = (id: string) => screen.findByRole('button', { name: `Move: have ${id}` })
export const press = async (id: string, key: string, more = {}) => fireEvent.keyDown(await grip(id), { key, ...more })
export const order = () => conditions(currentDraft().rule).map((c) => c.id).join('')
/** The rule without what its conditions ask. */
export const shape = () => writeRule(currentDraft().rule).replace(/,"(type|field|op)":"[^"]*"/g, '')
