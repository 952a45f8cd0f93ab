import { Check, Minus, X } from 'lucide-react'
import type { Explanation } from '../bridge/client'
import { t } from '../i18n/clause'
import './clause.css'

interface Props {
  lanes: Explanation[]
  /** Told which node of the rule is pointed at. */
  onPoint?: (node: string | undefined) => void
}

/** A rule with the verdict on one person at every node, and the facts behind it. */
export function VerdictTree({ lanes, onPoint }: Props) {
  return (
    <ul className="verdicts selectable">
      {lanes.map((lane) => (
        <li key={lane.path}>
          {lane.lane === 'exclude' && <p className="verdict-lane">{t.leftOut}</p>}
          {(lane.lane === 'always' || lane.lane === 'never') && <p className="verdict-lane hand">{t.byHand}</p>}
          <Nodes nodes={lane.mode === '' ? [lane] : (lane.children ?? [])} onPoint={onPoint} />
        </li>
      ))}
    </ul>
  )
}

function Nodes({ nodes, onPoint }: { nodes: Explanation[]; onPoint: Props['onPoint'] }) {
  return (
    <ul>
      {nodes.map((node) => (
        <li key={node.path} className={`verdict ${node.muted ? 'off' : node.match ? 'pass' : 'fail'}`} onPointerEnter={() => onPoint?.(node.id)} onPointerLeave={() => onPoint?.(undefined)}>
          <Mark node={node} />
          <span>{node.text}</span>
          {node.facts && <em>{node.facts}</em>}
          {(node.children ?? []).length > 0 && <Nodes nodes={node.children ?? []} onPoint={onPoint} />}
        </li>
      ))}
    </ul>
  )
}

function Mark({ node }: { node: Explanation }) {
  if (node.muted) return <Minus size={12} role="img" aria-label={t.switchedOff} />
  return node.match ? <Check size={12} role="img" aria-label={t.passes} /> : <X size={12} role="img" aria-label={t.fails} />
}
