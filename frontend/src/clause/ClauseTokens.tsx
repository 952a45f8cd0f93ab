import { CircleSlash2 } from 'lucide-react'
import { useState } from 'react'
import type { Token } from '../bridge/client'
import { t } from '../i18n/clause'
import type { Condition, Params } from '../rule'
import { Popover } from '../ui/Popover'
import { hasEditor, TokenEditor, type Companion } from './editors'
import './clause.css'

/** What pressing and editing the tokens of a clause does to the rule. */
export interface ClauseEdits {
  change(params: Partial<Params>): void
  flip(): void
  /** A second rule after this one. */
  add?(params: Params): void
  /** A second rule beside this one, in a group of the two where that is needed. */
  join?(companion: Companion): void
  /** Where the focus goes when an edit took the token away that was being edited. */
  back?(): void
}

interface Props {
  node: Condition
  tokens: Token[]
  edits: ClauseEdits
}

/** A condition in Go's words, cut into tokens that can be pressed. */
export function ClauseTokens({ node, tokens, edits }: Props) {
  const [open, setOpen] = useState('')
  const keyed = withKeys(tokens)
  // The token whose editor is open stays until it is closed, even when an edit took its words away.
  const gone = open !== '' && !keyed.some((token) => token.key === open)
  const shown = gone ? [...keyed, { key: open, text: '…', edit: open.split(':')[0]! }] : keyed
  const onOpen = (key: string) => (is: boolean) => {
    setOpen(is ? key : '')
    if (!is && gone) edits.back?.()
  }
  return (
    <span className="tokens">
      {shown.map(({ key, text, edit }) => {
        if (edit === 'not') return <Verb key={key} node={node} text={text} flip={edits.flip} />
        if (!hasEditor(edit)) return <span key={key} className="plain">{text}</span>
        return <ValueToken key={key} node={node} text={text} edit={edit} edits={edits} open={open === key} onOpen={onOpen(key)} />
      })}
    </span>
  )
}

/** Names for tokens that stay the same when others come or go around them. */
function withKeys(tokens: Token[]): (Token & { key: string })[] {
  const seen = new Map<string, number>()
  return tokens.map((token) => {
    const n = seen.get(token.edit) ?? 0
    seen.set(token.edit, n + 1)
    return { ...token, key: `${token.edit}:${n}` }
  })
}

function Verb({ node, text, flip }: { node: Condition; text: string; flip(): void }) {
  return (
    <button type="button" className={`token verb${node.not ? ' negative' : ''}`} data-token="not" title={t.flip} onClick={flip}>
      {node.not && <CircleSlash2 size={12} aria-hidden />}
      {text}
    </button>
  )
}

interface ValueTokenProps {
  node: Condition
  text: string
  edit: string
  edits: ClauseEdits
  open: boolean
  onOpen(open: boolean): void
}

function ValueToken({ node, text, edit, edits, open, onOpen }: ValueTokenProps) {
  return (
    <Popover label={t.edit(text)} open={open} onOpenChange={onOpen} trigger={<button type="button" className="token" data-token={edit}>{text}</button>}>
      <TokenEditor condition={node} edit={edit} onChange={edits.change} onAdd={edits.add} onJoin={edits.join} />
    </Popover>
  )
}
