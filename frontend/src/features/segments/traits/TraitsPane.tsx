import { GripVertical, Search, Trash2 } from 'lucide-react'
import { PreviewCard } from '@base-ui/react/preview-card'
import { useEffect, useRef, useState } from 'react'

import { find } from '../../../rule'
import { TraitTile } from '../Icon'
import { addTrait, conditionOf } from '../state/actions'
import { currentDraft } from '../state/drafts'
import { dragLayer, hold } from '../state/dragging'
import { useTraits, type Trait } from '../state/traits'
import { TraitCard } from './TraitCard'

/** The left pane: everything a rule can be about. While a rule is dragged it is the bin. */
export function TraitsPane() {
  const [search, setSearch] = useState('')
  const input = useSlash()
  const { groups, trouble } = useTraits()
  const binning = dragLayer.use((s) => s.cargo !== undefined && find(currentDraft().rule, s.cargo.node.id) !== undefined)
  const hits = groups.map((g) => ({ ...g, traits: (g.traits ?? []).filter((t) => matches(t, search)) })).filter((g) => g.traits.length > 0)
  const first = hits[0]?.traits[0]
  const onKeyDown = (e: React.KeyboardEvent) => {
    if (e.key === 'Escape') setSearch('')
    if (e.key !== 'Enter' || !first) return
    addTrait(first)
    setSearch('')
  }
  return (
    <aside className={`traits${binning ? ' binning' : ''}`} data-traits aria-label="Traits">
      <label className="traits-search">
        <Search size={14} aria-hidden />
        <input ref={input} value={search} placeholder="Find a trait" aria-label="Find a trait" onChange={(e) => setSearch(e.target.value)} onKeyDown={onKeyDown} />
        <kbd>/</kbd>
      </label>
      <div className="traits-list scroll" tabIndex={-1}>
        {hits.map((g) => (
          <section key={g.key} aria-label={g.label}>
            <h2 className="traits-group">{g.label}</h2>
            <ul>
              {g.traits.map((t) => (
                <Chip key={t.key} trait={t} category={g.key} />
              ))}
            </ul>
          </section>
        ))}
        {trouble && <p className="quiet-words">{trouble}</p>}
        {groups.length > 0 && hits.length === 0 && <p className="quiet-words">No trait called “{search}”. Import a column to add one.</p>}
      </div>
      {binning && (
        <div className="bin">
          <span>
            <Trash2 size={15} aria-hidden /> Drop here to remove
          </span>
        </div>
      )}
    </aside>
  )
}

function matches(t: Trait, search: string): boolean {
  return `${t.label} ${t.hint}`.toLowerCase().includes(search.trim().toLowerCase())
}

function Chip({ trait, category }: { trait: Trait; category: string }) {
  const look = { label: trait.label, icon: trait.icon, category }
  const [open, setOpen] = useState(false)
  return (
    <li>
      <PreviewCard.Root open={open} onOpenChange={(next) => setOpen(next && !dragLayer.use.getState().cargo)}>
        <PreviewCard.Trigger
          delay={500}
          render={<button type="button" />}
          className="chip"
          data-trait={trait.key}
          onClick={() => addTrait(trait)}
          onPointerDown={(e) => {
            setOpen(false)
            hold(e, { node: conditionOf(trait), ...look })
          }}
        >
          <TraitTile icon={trait.icon} category={category} />
          <span className="chip-words">{trait.label}</span>
          <GripVertical className="chip-grip" size={13} aria-hidden />
        </PreviewCard.Trigger>
        <PreviewCard.Portal>
          <PreviewCard.Positioner side="right" align="start" sideOffset={8} className="floating">
            <PreviewCard.Popup className="pop trait-card">
              <TraitCard trait={trait} category={category} />
            </PreviewCard.Popup>
          </PreviewCard.Positioner>
        </PreviewCard.Portal>
      </PreviewCard.Root>
    </li>
  )
}

/** "/" goes to the search from anywhere but another text box. */
function useSlash() {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      const typing = (e.target as HTMLElement).closest?.('input, textarea, [contenteditable]')
      if (e.key !== '/' || typing || e.ctrlKey || e.metaKey) return
      e.preventDefault()
      input.current?.focus()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return input
}
