import { PreviewCard } from '@base-ui/react/preview-card'
import { GripVertical } from 'lucide-react'
import { useId, useState } from 'react'
import type { TraitHit } from '../../../bridge/client'
import { formatNumber } from '../../../i18n/format'
import { t } from '../../../i18n/traits'
import { TraitTile } from '../../../clause/TraitTile'
import { addTrait, conditionOf } from '../state/actions'
import { dragLayer, hold } from '../state/dragging'
import type { Trait } from '../../../clause/traits'
import { TraitCard } from './TraitCard'

interface Props {
  trait: Trait
  category: string
  /** The value that a search found it by. */
  found?: Pick<TraitHit, 'value' | 'people'>
  /** Whether the Tab key stops here. */
  reachable: boolean
}

/** One trait: pressed it is added after the rule in focus, dragged it goes where it is dropped. */
export function Chip({ trait, category, found, reachable }: Props) {
  const look = { label: trait.label, icon: trait.icon, category }
  const [open, setOpen] = useState(false)
  const hint = useId()
  return (
    <li>
      <PreviewCard.Root open={open} onOpenChange={(next) => setOpen(next && !dragLayer.use.getState().cargo)}>
        <PreviewCard.Trigger
          delay={500}
          render={<button type="button" />}
          className="chip"
          data-trait={trait.key}
          tabIndex={reachable ? 0 : -1}
          aria-describedby={hint}
          onClick={() => addTrait(trait)}
          onPointerDown={(e) => {
            setOpen(false)
            hold(e, { node: conditionOf(trait), ...look })
          }}
        >
          <TraitTile icon={trait.icon} category={category} />
          <span className="chip-words">
            {trait.label}
            {found && <span className="chip-found">{t.valueOf(found.value, formatNumber(found.people))}</span>}
          </span>
          <GripVertical className="chip-grip" size={13} aria-hidden />
        </PreviewCard.Trigger>
        <span id={hint} hidden>
          {trait.hint}
        </span>
        <PreviewCard.Portal>
          <PreviewCard.Positioner side="right" align="start" sideOffset={8} className="floating">
            <PreviewCard.Popup className="pop trait-card" role="region" aria-label={trait.label}>
              <TraitCard trait={trait} category={category} />
            </PreviewCard.Popup>
          </PreviewCard.Positioner>
        </PreviewCard.Portal>
      </PreviewCard.Root>
    </li>
  )
}
