import { Check, Minus, X } from 'lucide-react'
import { useLoad } from '../app/useLoad'
import { bridge, type Explanation } from '../bridge/client'
import { t } from '../i18n/clause'

/** A rule with the verdict on one person at every node, and the facts behind it. */
export function VerdictTree({ contact, rule }: { contact: number; rule: string }) {
  const { value: lanes, error } = useLoad(() => bridge.segments.explain(rule, contact), `${contact} ${rule}`)
  if (error) return <p className="verdicts">{error}</p>
  return (
    <ul className="verdicts selectable">
      {lanes?.map((lane) => (
        <li key={lane.lane || lane.path}>
          {lane.lane === 'exclude' && <p className="verdict-lane">{t.leftOut}</p>}
          <Nodes nodes={lane.mode === '' ? [lane] : (lane.children ?? [])} />
        </li>
      ))}
    </ul>
  )
}

function Nodes({ nodes }: { nodes: Explanation[] }) {
  return (
    <ul>
      {nodes.map((node) => (
        <li key={node.path} className={`verdict ${node.muted ? 'off' : node.match ? 'pass' : 'fail'}`}>
          <Mark node={node} />
          <span>{node.text}</span>
          {node.facts && <em>{node.facts}</em>}
          {(node.children ?? []).length > 0 && <Nodes nodes={node.children ?? []} />}
        </li>
      ))}
    </ul>
  )
}

function Mark({ node }: { node: Explanation }) {
  if (node.muted) return <Minus size={12} role="img" aria-label={t.switchedOff} />
  return node.match ? <Check size={12} role="img" aria-label={t.passes} /> : <X size={12} role="img" aria-label={t.fails} />
}
