import { bridge } from '../../../bridge/client'
import type { Trait } from '../../../clause/traits'
import { useLoaded } from '../../../clause/editors/useLoaded'
import { formatNumber, formatShare } from '../../../i18n/format'
import { t } from '../../../i18n/traits'
import { TraitTile } from '../../../clause/TraitTile'

/** What a trait means and what is known of it, beside its chip. */
export function TraitCard({ trait, category }: { trait: Trait; category: string }) {
  const { value: facts } = useLoaded(trait.key, () => bridge.segments.traitFacts(trait.key))
  const top = facts?.top ?? []
  const most = Math.max(1, ...top.map((v) => v.people))
  return (
    <>
      <div className="trait-card-head">
        <TraitTile icon={trait.icon} category={category} />
        <b>{trait.label}</b>
      </div>
      <p>{trait.hint}</p>
      {facts && (
        <p className="trait-card-people">
          {facts.text}. {t.share(formatShare(facts.people, facts.of))}
        </p>
      )}
      {top.length > 0 && (
        <ul className="trait-card-top" data-hue={category}>
          {top.map((v) => (
            <li key={v.value}>
              <span>{v.value}</span>
              <span>{formatNumber(v.people)}</span>
              <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
                <rect width={(100 * v.people) / most} height="4" />
              </svg>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
