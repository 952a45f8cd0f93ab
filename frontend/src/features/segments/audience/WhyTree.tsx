import { Check, Minus, X } from 'lucide-react'
import type { Explanation } from '../../../bridge/client'
import { t } from '../../../i18n/audience'
import { setHot } from '../state/view'

/** The rule again with the verdict on one person at every node, and the facts behind it. */
export function WhyTree({ lanes }: { lanes: Explanation[] }) {
  return (
    <ul className="why-lanes">
      {lanes.map((lane) => (
        <li key={lane.path}>
          {lane.lane === 'exclude' && <p className="why-lane">{t.leftOut}</p>}
          {(lane.lane === 'always' || lane.lane === 'never') && <p className="why-lane hand">{t.byHand}</p>}
          <Children nodes={lane.mode === '' ? [lane] : (lane.children ?? [])} />
        </li>
      ))}
    </ul>
  )
}

function Children({ nodes }: { nodes: Explanation[] }) {
  return (
    <ul>
      {nodes.map((n) => (
        <li key={n.path} className={`why-node ${n.muted ? 'off' : n.match ? 'pass' : 'fail'}`} onPointerEnter={() => setHot(n.id)} onPointerLeave={() => setHot(undefined)}>
          <Verdict node={n} />
          <span>{n.text}</span>
          {n.facts && <em>{n.facts}</em>}
          {(n.children ?? []).length > 0 && <Children nodes={n.children ?? []} />}
        </li>
      ))}
    </ul>
  )
}

function Verdict({ node }: { node: Explanation }) {
  if (node.muted) return <Minus size={12} role="img" aria-label={t.off} />
  return node.match ? <Check size={12} role="img" aria-label={t.passes} /> : <X size={12} role="img" aria-label={t.fails} />
}
