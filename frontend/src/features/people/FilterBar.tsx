import { ListFilter, Plus, X } from 'lucide-react'
import { Fragment, useEffect, useRef, useState } from 'react'
import { ClauseTokens } from '../../clause/ClauseTokens'
import { TraitPicker } from '../../clause/TraitPicker'
import { TraitTile } from '../../clause/TraitTile'
import type { Trait } from '../../clause/traits'
import { useLoad } from '../../app/useLoad'
import { bridge, type Clause, type FilterWords } from '../../bridge/client'
import { t } from '../../i18n/people'
import { condition, parseNode, renamed, type Condition, type RuleNode } from '../../rule'
import { Button } from '../../ui/Button'
import { IconButton } from '../../ui/IconButton'
import { Popover } from '../../ui/Popover'
import { changeNode, clearFilter, documentOf, dropNode, flipNode, narrowBy, useFilter } from './filter'

/** The clauses that people have to match, each in tokens that can be pressed. */
export function FilterBar({ adding, onAdding }: { adding: boolean; onAdding(open: boolean): void }) {
  const rule = useFilter((s) => s.rule)
  const search = useFilter((s) => s.search)
  const text = documentOf(rule)
  const { value } = useLoad(() => bridge.people.filter(text), text, text !== '')
  const words = text === '' ? undefined : value
  const [fresh, setFresh] = useState('')
  const bar = useRef<HTMLDivElement>(null)
  useFocusOn(bar, fresh, words)
  const take = (trait: Trait) => {
    const node = renamed(parseNode(trait.default))
    onAdding(false)
    narrowBy(node)
    setFresh(node.id)
  }
  const nodes = rule.include.mode === 'all' ? rule.include.kids : rule.include.kids.length > 0 ? [rule.include] : []
  return (
    <div ref={bar} className="filter-bar" role="group" aria-label={t.filter}>
      <ListFilter size={15} aria-hidden className="filter-icon" />
      {nodes.map((node) => <Chip key={node.id} node={node} words={words} />)}
      {rule.exclude.kids.map((node) => <Chip key={node.id} node={node} words={words} out />)}
      <Popover open={adding} onOpenChange={onAdding} label={t.addFilter} trigger={<button type="button" className="filter-add"><Plus size={14} aria-hidden />{t.addFilter}</button>}>
        <TraitPicker onChoose={take} />
      </Popover>
      {(nodes.length > 0 || rule.exclude.kids.length > 0 || search !== '') && <Button tone="quiet" onClick={clearFilter}>{t.clearFilter}</Button>}
    </div>
  )
}

/** A fresh clause gets the focus on its first value once it is in words, so that it can be changed at once. */
function useFocusOn(bar: React.RefObject<HTMLDivElement | null>, fresh: string, words: FilterWords | undefined) {
  const done = useRef('')
  useEffect(() => {
    if (fresh === '' || done.current === fresh || !words?.clauses.some((c) => c.id === fresh)) return
    done.current = fresh
    const chip = bar.current?.querySelector(`[data-clause="${CSS.escape(fresh)}"]`)
    const value = chip?.querySelector<HTMLElement>('.token:not(.verb)') ?? chip?.querySelector<HTMLElement>('button')
    value?.focus()
  }, [bar, fresh, words])
}

interface ChipProps {
  node: RuleNode
  words: FilterWords | undefined
  out?: boolean
}

function Chip({ node, words, out }: ChipProps) {
  const first = clauseOf(firstCondition(node)?.id, words)
  const notice = words?.unfinished.find((n) => n.id === node.id)?.message
  return (
    <span className={`filter-chip${out ? ' out' : ''}${notice ? ' unfinished' : ''}`} title={notice}>
      {out && <span className="filter-out">{t.butNot}</span>}
      {first && <TraitTile icon={first.icon} category={first.category} />}
      <Words node={node} words={words} />
      {notice && <span className="vh">{notice}</span>}
      <IconButton label={t.dropFilter(first?.text ?? '')} small onClick={() => dropNode(node.id)}><X size={13} /></IconButton>
    </span>
  )
}

function Words({ node, words }: { node: RuleNode; words: FilterWords | undefined }) {
  if (node.kind === 'condition') return <ConditionWords node={node} clause={clauseOf(node.id, words)} />
  return (
    <span className="filter-group">
      {node.mode === 'none' && <span className="plain">{t.noneOf}</span>}
      {node.kids.map((kid, i) => (
        <Fragment key={kid.id}>
          {i > 0 && <span className="plain">{node.mode === 'all' ? t.and : t.or}</span>}
          <Words node={kid} words={words} />
        </Fragment>
      ))}
    </span>
  )
}

function ConditionWords({ node, clause }: { node: Condition; clause: Clause | undefined }) {
  const edits = { change: (params: Parameters<typeof changeNode>[1]) => changeNode(node.id, params), flip: () => flipNode(node.id), add: (params: Condition['params']) => narrowBy(condition(params)) }
  return <span data-clause={node.id}>{clause ? <ClauseTokens node={node} tokens={clause.tokens ?? []} edits={edits} /> : <span className="plain">…</span>}</span>
}

function clauseOf(id: string | undefined, words: FilterWords | undefined): Clause | undefined {
  return words?.clauses.find((c) => c.id === id)
}

function firstCondition(node: RuleNode): Condition | undefined {
  return node.kind === 'condition' ? node : node.kids.map(firstCondition).find((c) => c !== undefined)
}
