import { CircleSlash2 } from 'lucide-react'
import { useState } from 'react'
import type { Condition } from '../../../rule'
import { hasEditor, TokenEditor } from '../editors'
import { Popover } from '../../../ui/Popover'
import { add, change, flip } from '../state/actions'
import type { Token } from '../../../bridge/client'
import { condition as newCondition } from '../../../rule'
import { useAnswer } from '../state/answer'
import { join } from '../state/join'
import { freshLabel } from '../state/places'
import { useTraits } from '../state/traits'
import { focusNode } from '../state/view'

/** A condition in Go's words, cut into tokens that can be pressed. */
export function ClauseTokens({ node }: { node: Condition }) {
  const clause = useAnswer((s) => s.clauses.get(node.id))
  const [open, setOpen] = useState('')
  useTraits((s) => s.byKey)
  if (!clause) return <span className="tokens"><span className="plain">{freshLabel(node)}</span></span>
  const tokens = withKeys(clause.tokens ?? [])
  // The token whose editor is open stays until it is closed, even when an edit took its words away.
  const gone = open !== '' && !tokens.some((t) => t.key === open)
  const shown = gone ? [...tokens, { key: open, text: '…', edit: open.split(':')[0]! }] : tokens
  const onOpen = (key: string) => (is: boolean) => {
    setOpen(is ? key : '')
    if (!is && gone) focusNode(node.id)
  }
  return (
    <span className="tokens">
      {shown.map(({ key, text, edit }) => {
        if (edit === 'not') return <Verb key={key} node={node} text={text} />
        if (!hasEditor(edit)) return <span key={key} className="plain">{text}</span>
        return <ValueToken key={key} node={node} text={text} edit={edit} open={open === key} onOpen={onOpen(key)} />
      })}
    </span>
  )
}

/** Names for tokens that stay the same when others come or go around them. */
function withKeys(tokens: Token[]): (Token & { key: string })[] {
  const seen = new Map<string, number>()
  return tokens.map((t) => {
    const n = seen.get(t.edit) ?? 0
    seen.set(t.edit, n + 1)
    return { ...t, key: `${t.edit}:${n}` }
  })
}

function Verb({ node, text }: { node: Condition; text: string }) {
  return (
    <button type="button" className={`token verb${node.not ? ' negative' : ''}`} data-token="not" title="Flip between does and does not" onClick={() => flip(node.id)}>
      {node.not && <CircleSlash2 size={12} aria-hidden />}
      {text}
    </button>
  )
}

interface ValueTokenProps {
  node: Condition
  text: string
  edit: string
  open: boolean
  onOpen(open: boolean): void
}

function ValueToken({ node, text, edit, open, onOpen }: ValueTokenProps) {
  return (
    <Popover label={`Edit ${text}`} open={open} onOpenChange={onOpen} trigger={<button type="button" className="token" data-token={edit}>{text}</button>}>
      <TokenEditor
        condition={node}
        edit={edit}
        onChange={(params) => change(node.id, params)}
        onAdd={(params) => add(newCondition(params), 'a rule')}
        onJoin={(companion) => join(node.id, companion)}
      />
    </Popover>
  )
}
