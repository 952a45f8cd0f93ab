/** What Go finds in the rule that its maker may not have meant. */
import { useEffect } from 'react'
import { create } from 'zustand'
import { bridge, type FindingView } from '../../../bridge/client'
import { t } from '../../../i18n/canvas'
import { parseRule } from '../../../rule'
import { replaceRule } from './actions'
import { useAnswer } from './answer'
import { createCounter } from './counter'
import { documentOf } from './draft'
import { dragLayer } from './dragging'
import { currentDraft } from './drafts'

interface Findings {
  /** The document that they are about. */
  document: string
  byNode: Map<string, FindingView>
}

const nothing: Findings = { document: '', byNode: new Map() }
export const useFindings = create<Findings>(() => nothing)

/** After the count has settled, so that nothing moves under somebody who is still editing. */
const settled = 250

const looker = createCounter<string, FindingView[]>(
  (document) => bridge.segments.lint(document),
  (document, found) => !dragLayer.use.getState().cargo && useFindings.setState({ document, byNode: new Map(found.map((f) => [f.id, f])) }),
  () => useFindings.setState(nothing),
)

/** Looks the rule over after every count, while mounted. */
export function useLookedOver(): void {
  useEffect(() => {
    let timer = 0
    const look = ({ document }: { document: string }, before: { document: string }) => {
      if (document === before.document && useFindings.getState().document === document) return
      clearTimeout(timer)
      timer = window.setTimeout(() => document !== '' && looker.ask(document), settled)
    }
    look(useAnswer.getState(), { document: '' })
    const stop = useAnswer.subscribe(look)
    return () => {
      stop()
      clearTimeout(timer)
      looker.stop()
      useFindings.setState(nothing)
    }
  }, [])
}

/** Does what a finding offers, as one step. Nothing where the rule is another one by now. */
export function mend({ rule, fix }: FindingView): void {
  if (useFindings.getState().document !== documentOf(currentDraft())) return
  replaceRule(parseRule(rule), t.mended(fix))
}
