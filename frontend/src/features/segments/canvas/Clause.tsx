import { CircleSlash2 } from 'lucide-react'
import type { Condition } from '../../../rule'
import { hasEditor, TokenEditor } from '../editors'
import { Popover } from '../../../ui/Popover'
import { add, change, flip } from '../state/actions'
import { condition as newCondition } from '../../../rule'
import { useAnswer } from '../state/answer'
import { freshLabel } from '../state/places'
import { useTraits } from '../state/traits'

/** A condition in Go's words, cut into tokens that can be pressed. */
export function ClauseTokens({ node }: { node: Condition }) {
  const clause = useAnswer((s) => s.clauses.get(node.id))
  useTraits((s) => s.byKey)
  if (!clause) return <span className="tokens"><span className="plain">{freshLabel(node)}</span></span>
  return (
    <span className="tokens">
      {(clause.tokens ?? []).map((t, i) => {
        if (t.edit === 'not') return <Verb key={i} node={node} text={t.text} />
        if (!hasEditor(t.edit)) return <span key={i} className="plain">{t.text}</span>
        return <ValueToken key={i} node={node} text={t.text} edit={t.edit} />
      })}
    </span>
  )
}

function Verb({ node, text }: { node: Condition; text: string }) {
  return (
    <button type="button" className={`token verb${node.not ? ' negative' : ''}`} data-token="not" title="Flip between does and does not" onClick={() => flip(node.id)}>
      {node.not && <CircleSlash2 size={12} aria-hidden />}
      {text}
    </button>
  )
}

function ValueToken({ node, text, edit }: { node: Condition; text: string; edit: string }) {
  return (
    <Popover label={`Edit ${text}`} trigger={<button type="button" className="token" data-token={edit}>{text}</button>}>
      <TokenEditor
        condition={node}
        edit={edit}
        onChange={(params) => change(node.id, params)}
        onAdd={(params) => add(newCondition(params), 'a rule about being mailed')}
      />
    </Popover>
  )
}
