import { Check, Minus, X } from 'lucide-react'
import { bridge, type Explanation } from '../../../bridge/client'
import { useLoaded } from '../../../clause/editors/useLoaded'
import { setHot } from '../state/view'

/** The rule again with the verdict on one person at every node, and the facts behind it. */
export function WhyTree({ contact, document }: { contact: number; document: string }) {
  const { value: lanes, trouble } = useLoaded(`${contact} ${document}`, () => bridge.segments.explain(document, contact))
  if (trouble) return <p className="why quiet-words">{trouble}</p>
  return (
    <ul className="why">
      {lanes?.map((lane) => (
        <li key={lane.lane || lane.path}>
          {lane.lane === 'exclude' && <p className="why-lane">Left out people who</p>}
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
  if (node.muted) return <Minus size={12} aria-label="switched off" />
  return node.match ? <Check size={12} aria-label="passes" /> : <X size={12} aria-label="does not pass" />
}
