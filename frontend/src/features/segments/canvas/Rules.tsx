import { Fragment } from 'react'
import { EyeOff } from 'lucide-react'
import { Segmented } from '../../../ui/Segmented'
import { sameSlot, type Condition, type Group, type Mode } from '../../../rule'
import { TraitTile } from '../../../clause/TraitTile'
import { changeMode, flip, nudge, switchOff } from '../state/actions'
import { useAnswer } from '../state/answer'
import { dragLayer, hold } from '../state/dragging'
import { freshLabel, nodeWords } from '../state/places'
import { useOver } from '../state/projected'
import { focusNode, setHot, useView } from '../state/view'
import { useTraits } from '../../../clause/traits'
import { ClauseTokens } from './Clause'
import { Funnel, readingOf, scaleOf, type Reading } from './Funnel'
import { Grip } from './Grip'
import { RowMenu } from './RowMenu'

/** The word in the gutter that joins a rule to the one above it. */
export function joiner(mode: Mode, index: number, leavesOut: boolean): string {
  if (index > 0) return mode === 'all' ? 'and' : mode === 'none' ? 'nor' : 'or'
  if (leavesOut) return 'who'
  return mode === 'any' ? 'either' : mode === 'none' ? 'neither' : 'who'
}

/** The children of a group with the line where a drop would land. top is set for a lane. */
export function Rules({ group, leavesOut, top }: { group: Group; leavesOut: boolean; top?: boolean }) {
  const over = useOver()
  const nodes = useAnswer((s) => s.nodes)
  const reading = readingOf(group.mode, leavesOut && Boolean(top))
  const scale = scaleOf(group.kids.map((k) => nodes.get(k.id)), reading)
  const line = (index: number) => sameSlot(over, { parent: group.id, index }) && <li className="drop-line" role="presentation" />
  return (
    <ol className="rules">
      {group.kids.map((kid, i) => {
        const shared = { word: joiner(group.mode, i, leavesOut && Boolean(top)), reading, scale }
        return (
          <Fragment key={kid.id}>
            {line(i)}
            {kid.kind === 'group' ? <GroupRow node={kid} leavesOut={leavesOut} {...shared} /> : <RuleRow node={kid} {...shared} />}
          </Fragment>
        )
      })}
      {line(group.kids.length)}
    </ol>
  )
}

interface RowProps {
  word: string
  reading: Reading
  scale: number
}

function useHeldHere(id: string): boolean {
  const dragged = dragLayer.use((s) => s.cargo?.node.id === id)
  return useView((s) => s.lift?.id === id) || dragged
}

/** Dragging starts anywhere on a row but on its buttons. */
function onEmptySpace(e: React.PointerEvent): boolean {
  return !(e.target as HTMLElement).closest('button, input, a')
}

function onRowKey(e: React.KeyboardEvent, id: string): void {
  if (e.defaultPrevented || !e.altKey || !e.key.startsWith('Arrow')) return
  if (nudge(id, e.key)) e.preventDefault()
}

function RuleRow({ node, word, reading, scale }: RowProps & { node: Condition }) {
  const over = useOver()
  const held = useHeldHere(node.id)
  const hot = useView((s) => s.hot === node.id)
  const clause = useAnswer((s) => s.clauses.get(node.id))
  const notice = useAnswer((s) => s.notices.get(node.id))
  const trait = useTraits((s) => s.byKey.get(clause?.trait ?? '') ?? [...s.byKey.values()].find((t) => t.label === freshLabel(node)))
  const words = clause?.text ?? freshLabel(node)
  const onto = sameSlot(over, { onto: node.id })
  const states = [held && 'held', onto && 'onto', hot && 'hot', node.muted && 'muted', notice && 'unfinished'].filter(Boolean).join(' ')
  return (
    <li
      className={`rule-row ${states}`}
      data-node={node.id}
      data-kind="condition"
      onPointerEnter={() => setHot(node.id)}
      onPointerLeave={() => setHot(undefined)}
      onFocus={() => useView.setState({ focus: node.id })}
      onKeyDown={(e) => onRowKey(e, node.id)}
      onDoubleClick={(e) => onEmptySpace(e as unknown as React.PointerEvent) && focusNode(node.id)}
    >
      <span className="gutter">{word}</span>
      <div className="rule-card" onPointerDown={(e) => onEmptySpace(e) && hold(e, { node, label: words, icon: clause?.icon, category: clause?.category })}>
        <Grip node={node} words={words} />
        <TraitTile icon={clause?.icon ?? trait?.icon ?? 'tag'} category={clause?.category ?? trait?.category ?? 'who'} />
        <span className="rule-words">
          <ClauseTokens node={node} />
          {notice && <span className="rule-notice">{notice}</span>}
        </span>
        {node.muted ? <Off id={node.id} /> : <Funnel id={node.id} reading={reading} scale={scale} />}
        <RowMenu node={node} />
      </div>
    </li>
  )
}

function Off({ id }: { id: string }) {
  return (
    <button type="button" className="funnel off" aria-label="Switched off. Switch on" onClick={() => switchOff(id)}>
      <EyeOff size={13} aria-hidden /> off
    </button>
  )
}

function GroupRow({ node, leavesOut, word, reading, scale }: RowProps & { node: Group; leavesOut: boolean }) {
  const held = useHeldHere(node.id)
  const words = nodeWords(node)
  return (
    <li className={`rule-row group-row${held ? ' held' : ''}${node.muted ? ' muted' : ''}`} data-node={node.id} data-kind="group" onFocus={(e) => e.target.closest('[data-node]') === e.currentTarget && useView.setState({ focus: node.id })} onKeyDown={(e) => onRowKey(e, node.id)}>
      <span className="gutter">{word}</span>
      <div className="group-card" data-group={node.id} data-mode={node.mode} role="group" aria-label={`Match ${node.mode} of ${node.kids.length} rules`}>
        <div className="group-head" onPointerDown={(e) => onEmptySpace(e) && hold(e, { node, label: words })}>
          <Grip node={node} words={words} />
          {node.not ? (
            <button type="button" className="token verb negative" data-token="not" onClick={() => flip(node.id)}>do not match</button>
          ) : (
            <span className="quiet-words">match</span>
          )}
          <ModeChoice group={node} />
          <span className="quiet-words">of these</span>
          <span className="sp" />
          {node.muted ? <Off id={node.id} /> : <Funnel id={node.id} reading={reading} scale={scale} />}
          <RowMenu node={node} />
        </div>
        <Rules group={node} leavesOut={leavesOut} />
      </div>
    </li>
  )
}

const modes = (['all', 'any', 'none'] as const).map((value) => ({ value, label: value }))

/** How the rules of a group combine. */
export function ModeChoice({ group }: { group: Group }) {
  return (
    <span className="mode">
      <Segmented label="How rules combine" value={group.mode} options={modes} onChange={(mode) => changeMode(group.id, mode)} />
    </span>
  )
}
