import { Search, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { bridge, sentenceOf, type TraitHit } from '../../../bridge/client'
import { report } from '../../../app/status'
import { useLoad } from '../../../app/useLoad'
import { t } from '../../../i18n/traits'
import { find } from '../../../rule'
import { addTrait } from '../state/actions'
import { currentDraft } from '../state/drafts'
import { dragLayer } from '../state/dragging'
import { useTraits, type Trait } from '../../../clause/traits'
import { Chip } from './Chip'
import { useRoving } from './useRoving'

/** The left pane: everything a rule can be about. While a rule is dragged it is the bin. */
export function TraitsPane() {
  const [search, setSearch] = useState('')
  const input = useSlash()
  const { groups, trouble } = useTraits()
  const binning = dragLayer.use((s) => s.cargo !== undefined && find(currentDraft().rule, s.cargo.node.id) !== undefined)
  const wanted = search.trim()
  const sections = useSections(wanted)
  const keys = sections?.flatMap((s) => s.traits.map((trait) => trait.key)) ?? []
  const roving = useRoving(keys, () => input.current?.focus())
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key === 'Escape') setSearch('')
    if (e.key === 'ArrowDown') roving.enter(e)
    if (e.key !== 'Enter' || wanted === '') return
    void addFirst(wanted)
    setSearch('')
  }
  return (
    <aside className={`traits${binning ? ' binning' : ''}`} data-traits aria-label={t.traits}>
      <label className="traits-search">
        <Search size={14} aria-hidden />
        <input ref={input} value={search} placeholder={t.find} aria-label={t.find} onChange={(e) => setSearch(e.target.value)} onKeyDown={onKeyDown} />
        <kbd>/</kbd>
      </label>
      <div ref={roving.list} className="traits-list scroll" tabIndex={-1} onKeyDown={roving.onKeyDown} onFocus={roving.onFocus}>
        {sections?.map((s) => (
          <section key={s.key} aria-label={s.label}>
            <h2 className="traits-group" aria-live={s.key === 'found' ? 'polite' : undefined}>{s.label}</h2>
            <ul>
              {s.traits.map((trait) => (
                <Chip key={trait.key} trait={trait} category={trait.category} found={trait.found} reachable={roving.active === trait.key} />
              ))}
            </ul>
          </section>
        ))}
        {trouble && <p className="quiet-words">{trouble}</p>}
        {groups.length > 0 && sections?.length === 0 && <p className="quiet-words">{t.nothing(wanted)}</p>}
      </div>
      {binning && (
        <div className="bin">
          <span>
            <Trash2 size={15} aria-hidden /> {t.bin}
          </span>
        </div>
      )}
    </aside>
  )
}

interface Section {
  key: string
  label: string
  traits: (Trait & { category: string; found?: Pick<TraitHit, 'value' | 'people'> })[]
}

/** The groups of the pane or, while something is looked for, what Go found, the best first. */
function useSections(wanted: string): Section[] | undefined {
  const groups = useTraits((s) => s.groups)
  const { value: hits } = useLoad(() => bridge.segments.findTraits(wanted), wanted, wanted !== '')
  if (wanted === '') return groups.map((g) => ({ ...g, traits: (g.traits ?? []).map((trait) => ({ ...trait, category: g.key })) }))
  if (!hits || hits.length === 0) return hits && []
  return [{ key: 'found', label: t.found(hits.length), traits: hits.map((hit) => ({ ...hit, found: hit.value === '' ? undefined : hit })) }]
}

/** Adds what a search finds first, also when its answer is not on the screen yet. */
async function addFirst(wanted: string): Promise<void> {
  try {
    const [first] = await bridge.segments.findTraits(wanted)
    if (first) addTrait(first)
    else report(t.nothing(wanted))
  } catch (reason) {
    report(sentenceOf(reason))
  }
}

/** "/" goes to the search from anywhere but another text box. */
function useSlash() {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const onKey = (e: globalThis.KeyboardEvent) => {
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
