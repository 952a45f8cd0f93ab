/** The audience that a drop would lead to, asked while something is held. */
import { useEffect, useMemo, useState } from 'react'
import { bridge } from '../../../bridge/client'
import { dropped, find, remove, renamed, writeRule, type RuleNode, type Slot } from '../../../rule'
import { createCounter } from './counter'
import { dragLayer, type Target } from './dragging'
import { useDraft } from './drafts'
import { useView } from './view'

/** The place that is pointed at, by the mouse or by the keyboard. */
export function useOver(): Slot | undefined {
  const target = dragLayer.use((s) => s.target)
  const lift = useView((s) => s.lift)
  if (target && target !== 'bin') return target
  return lift?.slots[lift.at]
}

interface Held {
  node: RuleNode
  target: Target
}

function useHeld(): Held | undefined {
  const { cargo, target, copy } = dragLayer.use()
  const lift = useView((s) => s.lift)
  const rule = useDraft((d) => d.rule)
  return useMemo(() => {
    if (cargo && target) return { node: copy ? renamed(cargo.node) : cargo.node, target }
    const slot = lift?.slots[lift.at]
    const node = lift && find(rule, lift.id)?.node
    return node && slot ? { node, target: slot } : undefined
  }, [cargo, target, copy, lift, rule])
}

/** People after the drop; undefined while nothing is held or the answer is on its way. */
export function useProjected(): number | undefined {
  const held = useHeld()
  const rule = useDraft((d) => d.rule)
  const document = useMemo(() => {
    if (!held) return ''
    return writeRule(held.target === 'bin' ? remove(rule, held.node.id) : dropped(rule, held.node, held.target))
  }, [held, rule])
  const [answer, setAnswer] = useState({ document: '', people: 0 })
  const [counter] = useState(() =>
    createCounter<string, number[]>(
      (question) => bridge.segments.project([question]),
      (question, people) => setAnswer({ document: question, people: people[0] ?? 0 }),
      () => setAnswer({ document: '', people: 0 }),
    ),
  )
  useEffect(() => {
    if (document === '') counter.stop()
    else counter.ask(document)
  }, [document, counter])
  return document !== '' && answer.document === document ? answer.people : undefined
}
