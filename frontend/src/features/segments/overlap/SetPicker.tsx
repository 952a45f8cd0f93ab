import { ChevronDown } from 'lucide-react'
import type { OverlapChoice } from '../../../bridge/client'
import { formatNumber } from '../../../i18n/format'
import { t } from '../../../i18n/overlap'
import { Popover } from '../../../ui/Popover'

interface Props {
  choices: OverlapChoice[]
  chosen: number[]
  most: number
  onChange(chosen: number[]): void
  /** Whether there is a rule they have people in common with. */
  common: boolean
}

/** Chooses the segments to compare with. */
export function SetPicker({ choices, chosen, most, onChange, common }: Props) {
  const toggle = (id: number, on: boolean) => onChange(on ? [...chosen, id] : chosen.filter((c) => c !== id))
  return (
    <Popover trigger={<button type="button" className="select">{t.compareWith} <ChevronDown size={14} aria-hidden /></button>} title={t.compareWith} align="start">
      <ul className="overlap-choices scroll">
        {choices.map((c) => {
          const on = chosen.includes(c.id)
          return (
            <li key={c.id}>
              <label>
                <input type="checkbox" checked={on} disabled={c.common < 0 || (!on && chosen.length >= most)} onChange={(e) => toggle(c.id, e.target.checked)} />
                <span>{c.name}</span>
                {(common || c.common < 0) && <small>{c.common < 0 ? t.notCountable : t.inCommon(formatNumber(c.common))}</small>}
              </label>
            </li>
          )
        })}
      </ul>
      {chosen.length >= most && <p className="overlap-hint">{t.enough}</p>}
    </Popover>
  )
}
