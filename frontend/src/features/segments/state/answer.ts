/** What Go last said about the rule on the screen. */
import { useEffect } from 'react'
import { create } from 'zustand'
import { bridge, sentenceOf, type Clause, type NodeCount, type Phrase, type RuleCount } from '../../../bridge/client'
import { announce, report } from '../../../app/status'
import { mark } from '../../../app/marks'
import { onWorkspaceChange } from '../../../app/workspace'
import { t } from '../../../i18n/canvas'
import { formatNumber } from '../../../i18n/format'
import { createCounter } from './counter'
import { documentOf } from './draft'
import { currentDraft, useDrafts } from './drafts'

interface Answer {
  count: RuleCount | undefined
  /** The document that count is about. */
  document: string
  /** How many more or fewer people than before the last edit. */
  delta: number
  /** The count has been on its way for so long that the old one is dimmed. */
  late: boolean
  /** Why the rule cannot be counted; "" if it can. */
  trouble: string
  nodes: Map<string, NodeCount>
  clauses: Map<string, Clause>
  notices: Map<string, string>
  /** The rule in words: also one that cannot be counted has them. */
  sentence: Phrase[] | undefined
}

const nothing: Answer = {
  count: undefined, document: '', delta: 0, late: false, trouble: '',
  nodes: new Map(), clauses: new Map(), notices: new Map(), sentence: undefined,
}

export const useAnswer = create<Answer>(() => nothing)

const dimAfter = 150
const recountEvery = 60_000
let dimTimer = 0

interface Question {
  document: string
  /** Counting again without an edit, because time or data moved. */
  again: boolean
}

const counter = createCounter<Question, RuleCount>(({ document }) => bridge.segments.count(document), answered, failed)

function ask(question: Question): void {
  clearTimeout(dimTimer)
  dimTimer = window.setTimeout(() => useAnswer.setState({ late: true }), dimAfter)
  counter.ask(question)
}

function answered({ document, again }: Question, count: RuleCount): void {
  clearTimeout(dimTimer)
  const before = useAnswer.getState()
  const delta = again ? before.delta : before.count && !count.broken ? count.people - before.count.people : 0
  useAnswer.setState({
    count: count.broken ? undefined : count, document, delta, late: false, trouble: count.broken ? t.cannotCount : '', sentence: count.sentence ?? [],
    nodes: new Map((count.nodes ?? []).map((n) => [n.id, n])),
    clauses: new Map([...before.clauses, ...(count.clauses ?? []).map((c) => [c.id, c] as const)]),
    notices: new Map((count.unfinished ?? []).map((n) => [n.id, n.message])),
  })
  if (count.broken) tell(t.cannotCount)
  else {
    report(t.counted(count.ms < 1 ? '<1' : String(Math.round(count.ms))))
    tell(undefined, count.people)
  }
  mark('first numbers')
}

/** Says the edit and its effect in one breath: how many people match, or why they cannot be counted. */
function tell(why: string | undefined, people = 0): void {
  const { told } = useDrafts.getState()
  if (told === '') return
  useDrafts.setState({ told: '' })
  announce(why ? `${told}. ${why}` : t.told(told, formatNumber(people), people === 1))
}

function failed(_: Question, reason: unknown): void {
  clearTimeout(dimTimer)
  useAnswer.setState({ late: true, trouble: sentenceOf(reason) })
}

/** Keeps the answer in step with the draft, the data and the clock while mounted. */
export function useCounting(): void {
  const current = useDrafts((s) => s.current)
  useEffect(() => {
    useAnswer.setState(nothing)
    return () => counter.stop()
  }, [current])
  useEffect(() => {
    let document = ''
    const look = () => {
      const next = documentOf(currentDraft())
      if (next === document) return
      document = next
      ask({ document, again: false })
    }
    const again = () => ask({ document, again: true })
    look()
    // Asked within the edit itself: after the drawing of it would be a frame later.
    const stops = [useDrafts.subscribe(look), onWorkspaceChange(again)]
    const timer = window.setInterval(again, recountEvery)
    return () => {
      window.clearInterval(timer)
      stops.forEach((stop) => stop())
    }
  }, [current])
}
