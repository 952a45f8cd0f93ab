import { useId, useState, type KeyboardEvent } from 'react'
import { useLoad } from '../app/useLoad'
import { bridge, type TraitHit } from '../bridge/client'
import { formatNumber } from '../i18n/format'
import { t } from '../i18n/traits'
import { SearchInput } from '../ui/SearchInput'
import { TraitTile } from './TraitTile'
import { useTraits, type Trait } from './traits'

type Choice = Trait & { category: string; found?: Pick<TraitHit, 'value' | 'people'> }

/** Everything a rule can be about, to find and choose: typing finds, arrows walk, Enter takes. */
export function TraitPicker({ onChoose }: { onChoose(trait: Trait): void }) {
  const [search, setSearch] = useState('')
  const [at, setAt] = useState(0)
  const list = useId()
  const sections = useSections(search.trim())
  const all = sections.flatMap((section) => section.traits)
  const here = Math.min(at, all.length - 1)
  const onKeyDown = (e: KeyboardEvent) => {
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, PageDown: here + 8, PageUp: here - 8 }[e.key]
    if (to !== undefined) {
      e.preventDefault()
      setAt(Math.max(0, Math.min(all.length - 1, to)))
      document.getElementById(`${list}-${Math.max(0, Math.min(all.length - 1, to))}`)?.scrollIntoView?.({ block: 'nearest' })
    } else if (e.key === 'Enter' && all[here]) {
      e.preventDefault()
      onChoose(all[here])
    }
  }
  let place = -1
  return (
    <div className="trait-picker" onKeyDown={onKeyDown}>
      <SearchInput
        label={t.find} value={search} onChange={(next) => { setSearch(next); setAt(0) }}
        input={{ role: 'combobox', 'aria-expanded': true, 'aria-controls': list, 'aria-activedescendant': all.length > 0 ? `${list}-${here}` : undefined, autoFocus: true }}
      />
      <div id={list} role="listbox" aria-label={t.traits} className="trait-options scroll" tabIndex={-1}>
        {sections.map((section) => (
          <div key={section.key} role="group" aria-label={section.label}>
            <div className="menu-label" aria-hidden>{section.label}</div>
            {section.traits.map((trait) => {
              const mine = ++place
              return (
                <div
                  key={trait.key + (trait.found?.value ?? '')} id={`${list}-${mine}`} role="option" aria-selected={mine === here} className="trait-option" title={trait.hint}
                  onPointerMove={() => mine !== here && setAt(mine)} onClick={() => onChoose(trait)}
                >
                  <TraitTile icon={trait.icon} category={trait.category} />
                  <span>{trait.label}</span>
                  {trait.found && <small>{t.valueOf(trait.found.value, formatNumber(trait.found.people))}</small>}
                </div>
              )
            })}
          </div>
        ))}
        {search.trim() !== '' && all.length === 0 && <p className="trait-none">{t.nothing(search.trim())}</p>}
      </div>
    </div>
  )
}

/** The groups of traits or, while something is looked for, what Go found, the best first. */
function useSections(wanted: string): { key: string; label: string; traits: Choice[] }[] {
  const groups = useTraits((s) => s.groups)
  const { value: hits } = useLoad(() => bridge.segments.findTraits(wanted), wanted, wanted !== '')
  if (wanted === '') return groups.map((g) => ({ ...g, traits: (g.traits ?? []).map((trait) => ({ ...trait, category: g.key })) }))
  if (!hits || hits.length === 0) return []
  return [{ key: 'found', label: t.found(hits.length), traits: hits.map((hit) => ({ ...hit, found: hit.value === '' ? undefined : hit })) }]
}
