import { ChartColumnStacked, Combine, Layers, Minus, X } from 'lucide-react'
import { formatNumber } from '../../../i18n/format'
import { t } from '../../../i18n/segments'
import { Button } from '../../../ui/Button'
import { IconButton } from '../../../ui/IconButton'
import type { Way } from './CombineDialog'

/** How many segments an overlap can tell apart. */
export const mostOverlapped = 5

interface Props {
  chosen: number
  onOverlap(): void
  onCombine(way: Way): void
  onClear(): void
}

/** What can be done with the chosen segments. */
export function SelectionBar({ chosen, onOverlap, onCombine, onClear }: Props) {
  if (chosen === 0) return null
  return (
    <div className="selection-bar" role="toolbar" aria-label={t.chosenBar}>
      <b className="num-tab">{t.chosen(formatNumber(chosen), chosen === 1)}</b>
      <span className="sp" />
      <Button disabled={chosen < 2 || chosen > mostOverlapped} onClick={onOverlap}><ChartColumnStacked size={14} aria-hidden /> {t.overlap}</Button>
      <Button disabled={chosen < 2} onClick={() => onCombine('merge')}><Combine size={14} aria-hidden /> {t.merge}</Button>
      <Button disabled={chosen < 2} onClick={() => onCombine('intersect')}><Layers size={14} aria-hidden /> {t.intersect}</Button>
      <Button disabled={chosen < 2} onClick={() => onCombine('subtract')}><Minus size={14} aria-hidden /> {t.subtract}</Button>
      <IconButton label={t.clear} keys="Esc" onClick={onClear}><X size={16} /></IconButton>
    </div>
  )
}
