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

/** What changes with every count, also of the same rule over other data. */
type Counted = Pick<ReturnType<typeof useAnswer.getState>, 'document' | 'notices'>

const nothing: Findings = { document: '', byNode: new Map() }
export const useFindings = create<Findings>(() => nothing)

/** After the count has settled, so that nothing moves under somebody who is still editing. */
const settled = 250

const looker = createCounter<string, FindingView[]>(
  (document) => bridge.segments.lint(document),
  (document, found) => whenStill(() => useFindings.setState({ document, byNode: new Map(found.map((f) => [f.id, f])) })),
  () => useFindings.setState(nothing),
)

/** Does something now, or once nothing is dragged any more: rows stay where they are under the pointer. */
function whenStill(run: () => void): void {
  if (!dragLayer.use.getState().cargo) return run()
  const stop = dragLayer.use.subscribe(({ cargo }) => {
    if (cargo) return
    stop()
    run()
  })
}

/** Looks the rule over after every count, while mounted. */
export function useLookedOver(): void {
  useEffect(() => {
    let timer = 0
    const look = ({ document, notices }: Counted, before: Counted | undefined) => {
      if (document === before?.document && notices === before.notices) return
      clearTimeout(timer)
      timer = window.setTimeout(() => document !== '' && looker.ask(document), settled)
    }
    look(useAnswer.getState(), undefined)
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
