import { Fragment, memo } from 'react'
import { Eye, EyeOff } from 'lucide-react'
import { Segmented } from '../../../ui/Segmented'
import type { Condition, Group, Mode, RuleNode } from '../../../rule'
import { TraitTile } from '../../../clause/TraitTile'
import { changeMode, flip, nudge, switchOff } from '../state/actions'
import { useAnswer } from '../state/answer'
import { dragLayer, hold } from '../state/dragging'
import { freshLabel, nodeWords } from '../state/places'
import { useDropIndex, useDropOnto } from '../state/projected'
import { choose, chooseTo, focusNode, setHot, toggleChosen, useView } from '../state/view'
import { useTraits } from '../../../clause/traits'
import { ClauseTokens } from './Clause'
import { Funnel, readingOf, scaleOf, type Reading } from './Funnel'
import { Grip } from './Grip'
import { Finding } from './Finding'
import { RowContext, RowMenu } from './RowMenu'
import { t } from '../../../i18n/canvas'
import { IconButton } from '../../../ui/IconButton'

/** The word in the gutter that joins a rule to the one above it. */
export function joiner(mode: Mode, index: number, leavesOut: boolean): string {
  const words = t.joiners
  if (index > 0) return mode === 'all' ? words.and : mode === 'none' ? words.nor : words.or
  if (leavesOut) return words.who
  return mode === 'any' ? words.either : mode === 'none' ? words.neither : words.who
}

/** The children of a group with the line where a drop would land. top is set for a lane. */
export function Rules({ group, leavesOut, top }: { group: Group; leavesOut: boolean; top?: boolean }) {
  const drop = useDropIndex(group.id)
  const nodes = useAnswer((s) => s.nodes)
  const reading = readingOf(group.mode, leavesOut && Boolean(top))
  const scale = scaleOf(group.kids.map((k) => nodes.get(k.id)), reading)
  const line = (index: number) => drop === index && <li className="drop-line" aria-hidden />
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
  const dragged = dragLayer.use(({ cargo }) => cargo?.node.id === id || Boolean(cargo?.many?.includes(id)))
  return useView(({ lift, chosen }) => lift !== undefined && (lift.id === id || (chosen.includes(lift.id) && chosen.includes(id)))) || dragged
}

/** Dragging starts anywhere on a row but on its buttons. */
function onEmptySpace(e: React.SyntheticEvent): boolean {
  return !(e.target as HTMLElement).closest('button, input, a')
}

function onRowKey(e: React.KeyboardEvent, id: string): void {
  if (e.defaultPrevented || !e.altKey || !e.key.startsWith('Arrow')) return
  if (nudge(id, e.key)) e.preventDefault()
}

/** Drawn anew only when something about this row changes: during a drag the place changes many times a second. */
const RuleRow = memo(function RuleRow({ node, word, reading, scale }: RowProps & { node: Condition }) {
  const onto = useDropOnto(node.id)
  const held = useHeldHere(node.id)
  const hot = useView((s) => s.hot === node.id)
  const clause = useAnswer((s) => s.clauses.get(node.id))
  const unfinished = useAnswer((s) => s.notices.has(node.id))
  const chosen = useView((s) => s.chosen.includes(node.id))
  const trait = useTraits((s) => s.byKey.get(clause?.trait ?? '') ?? [...s.byKey.values()].find((t) => t.label === freshLabel(node)))
  const words = clause?.text ?? freshLabel(node)
  const states = [held && 'held', onto && 'onto', hot && 'hot', node.muted && 'muted', unfinished && 'unfinished', chosen && 'chosen'].filter(Boolean).join(' ')
  return (
    <li
      className={`rule-row ${states}`}
      data-node={node.id}
      data-kind="condition"
      onPointerEnter={() => setHot(node.id)}
      onPointerLeave={() => setHot(undefined)}
      onFocus={() => useView.setState({ focus: node.id })}
      onKeyDown={(e) => onRowKey(e, node.id)}
      onDoubleClick={(e) => onEmptySpace(e) && focusNode(node.id)}
    >
      <span className="gutter">{word}</span>
      <RowContext node={node}>
        <div className="rule-card" onClick={(e) => onRowClick(e, node.id)} onPointerDown={(e) => onEmptySpace(e) && hold(e, { node, label: words, icon: clause?.icon, category: clause?.category })}>
          <Grip node={node} words={words} />
          <TraitTile icon={clause?.icon ?? trait?.icon ?? 'tag'} category={clause?.category ?? trait?.category ?? 'who'} />
          <span className="rule-words">
            <ClauseTokens node={node} />
            <Finding id={node.id} />
          </span>
          {node.muted ? <Off id={node.id} /> : <Funnel id={node.id} reading={reading} scale={scale} />}
          <MuteEye node={node} />
          <RowMenu node={node} />
        </div>
      </RowContext>
    </li>
  )
})

/** Switches a rule off without removing it. */
function MuteEye({ node }: { node: RuleNode }) {
  if (node.muted) return null
  return <IconButton small className="row-eye" label={t.switchOff} keys="M" onClick={() => switchOff(node.id)}><Eye size={14} /></IconButton>
}

/** A press with Ctrl chooses one more, with Shift all up to it; without, it chooses nothing but takes the choice away. */
function onRowClick(e: React.MouseEvent, id: string): void {
  if (!onEmptySpace(e)) return
  if (e.ctrlKey || e.metaKey) toggleChosen(id)
  else if (e.shiftKey) chooseTo(id)
  else choose([])
}

function Off({ id }: { id: string }) {
  return (
    <button type="button" className="funnel off" aria-label={t.switchedOff} onClick={() => switchOff(id)}>
      <EyeOff size={13} aria-hidden /> {t.off}
    </button>
  )
}

const GroupRow = memo(function GroupRow({ node, leavesOut, word, reading, scale }: RowProps & { node: Group; leavesOut: boolean }) {
  const held = useHeldHere(node.id)
  const chosen = useView((s) => s.chosen.includes(node.id))
  const words = nodeWords(node)
  return (
    <li className={`rule-row group-row${held ? ' held' : ''}${node.muted ? ' muted' : ''}${chosen ? ' chosen' : ''}`} data-node={node.id} data-kind="group" onFocus={(e) => e.target.closest('[data-node]') === e.currentTarget && useView.setState({ focus: node.id })} onKeyDown={(e) => onRowKey(e, node.id)}>
      <span className="gutter">{word}</span>
      <div className="group-card" data-group={node.id} data-mode={node.mode} role="group" aria-label={t.group(t.modes[node.mode], node.kids.length)}>
        <RowContext node={node}>
          <div className="group-head" onClick={(e) => onRowClick(e, node.id)} onPointerDown={(e) => onEmptySpace(e) && hold(e, { node, label: words })}>
            <Grip node={node} words={words} />
            {node.not ? (
              <button type="button" className="token verb negative" data-token="not" onClick={() => flip(node.id)}>{t.doNotMatch}</button>
            ) : (
              <span className="quiet-words">{t.match}</span>
            )}
            <ModeChoice group={node} />
            <span className="quiet-words">{t.ofThese}</span>
            <span className="sp" />
            {node.muted ? <Off id={node.id} /> : <Funnel id={node.id} reading={reading} scale={scale} />}
            <MuteEye node={node} />
            <RowMenu node={node} />
          </div>
        </RowContext>
        <Finding id={node.id} />
        <Rules group={node} leavesOut={leavesOut} />
      </div>
    </li>
  )
})

/** How the rules of a group combine. */
export function ModeChoice({ group }: { group: Group }) {
  const modes = (['all', 'any', 'none'] as const).map((value) => ({ value, label: t.modes[value] }))
  return (
    <span className="mode">
      <Segmented label={t.howCombined} value={group.mode} options={modes} onChange={(mode) => changeMode(group.id, mode)} />
    </span>
  )
}
