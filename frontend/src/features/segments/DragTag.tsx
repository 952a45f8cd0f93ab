import { Trash2 } from 'lucide-react'
import { t } from '../../i18n/canvas'
import { ProjectedCount } from './canvas/Canvas'
import { TraitTile } from '../../clause/TraitTile'
import { dragLayer } from './state/dragging'
import { useDraft } from './state/drafts'
import { groupHint } from './state/places'

/** What the pointer carries, and what letting go would do. */
export function DragTag() {
  const { cargo, target, why, x, y, copy } = dragLayer.use()
  const rule = useDraft((d) => d.rule)
  if (!cargo) return null
  const binning = target === 'bin'
  const hint = target && target !== 'bin' && 'onto' in target ? groupHint(rule, target.onto) : ''
  return (
    <div className="drag-tag" style={{ transform: `translate(${x + 10}px, ${y - 14}px)` }} aria-hidden>
      <div className={`drag-chip${binning ? ' binning' : ''}`}>
        {!binning && cargo.icon && <TraitTile icon={cargo.icon} category={cargo.category ?? ''} />}
        {binning ? (
          <>
            <Trash2 size={13} /> {t.releaseToRemove}
          </>
        ) : (
          <span className="drag-words">{cargo.many ? t.severalRules(cargo.many.length) : cargo.label}</span>
        )}
      </div>
      {!binning && (target || why) && (
        <div className="drag-hint">
          {target && copy && <span>{t.copy}</span>}
          {hint && <span>{hint}</span>}
          {why && <span>{why}</span>}
          {target && <ProjectedCount />}
        </div>
      )}
    </div>
  )
}
