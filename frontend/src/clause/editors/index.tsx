/**
 * The editors behind the tokens of a rule. Each is the inside of a popover: the
 * part of the condition that the token stands for, and below it the way to every
 * other part. "not" has none: that token flips when pressed.
 */
import { useState } from 'react'
import { t } from '../../i18n/editors'
import { facetOf, facets, type Facet } from './facets'
import type { TokenEditorProps } from './types'
import './editors.css'

export type { Companion, TokenEditorProps } from './types'

const edits = new Set(Object.values(facets).flatMap((all) => all.flatMap((f) => f.edits)))

/** Whether pressing a token of this kind opens an editor. */
export function hasEditor(edit: string): boolean {
  return edits.has(edit)
}

/** The editor for a token of a condition. It stays with its part while the tokens around it change. */
export function TokenEditor(props: TokenEditorProps) {
  const { params } = props.condition
  const [facet, setFacet] = useState(() => facetOf(params.type, props.edit))
  const shown = facets[params.type].filter((f) => f.when?.(params) ?? true)
  if (!facet) return null
  const now = shown.includes(facet) ? facet : shown[0]!
  return (
    <div className="rule-editor" data-editor={now.key}>
      <now.Editor key={now.key} {...props} />
      {shown.length > 1 && <Facets all={shown} now={now} onChoose={setFacet} />}
    </div>
  )
}

/** The other parts of the condition, each one press away. */
function Facets({ all, now, onChoose }: { all: Facet[]; now: Facet; onChoose(facet: Facet): void }) {
  return (
    <div className="editor-facets" role="group" aria-label={t.moreAbout}>
      {all.map((f) => (
        <button key={f.key} type="button" className="editor-facet" aria-pressed={f === now} onClick={() => onChoose(f)}>
          {t.facets[f.key]}
        </button>
      ))}
    </div>
  )
}
