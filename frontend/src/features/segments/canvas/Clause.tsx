import { ClauseTokens as Tokens } from '../../../clause/ClauseTokens'
import { useTraits } from '../../../clause/traits'
import { t as e } from '../../../i18n/editors'
import { condition as newCondition, type Condition } from '../../../rule'
import { change, flip, insertAs } from '../state/actions'
import { useAnswer } from '../state/answer'
import { join } from '../state/join'
import { freshLabel } from '../state/places'
import { focusNode } from '../state/view'

/** A condition of the studio in Go's words, cut into tokens that can be pressed. */
export function ClauseTokens({ node }: { node: Condition }) {
  const clause = useAnswer((s) => s.clauses.get(node.id))
  useTraits((s) => s.byKey)
  if (!clause) return <span className="tokens"><span className="plain">{freshLabel(node)}</span></span>
  return (
    <Tokens
      node={node}
      tokens={clause.tokens ?? []}
      edits={{
        change: (params) => change(node.id, params),
        flip: () => flip(node.id),
        add: (params) => insertAs(newCondition(params), e.addedRule),
        join: (companion) => join(node.id, companion),
        back: () => focusNode(node.id),
      }}
    />
  )
}
