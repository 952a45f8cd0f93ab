import { Combine, Layers, Minus, X } from 'lucide-react'
import { formatNumber } from '../../../i18n/format'
import { t } from '../../../i18n/segments'
import { Button } from '../../../ui/Button'
import { IconButton } from '../../../ui/IconButton'
import type { Way } from './CombineDialog'

interface Props {
  chosen: number
  onCombine(way: Way): void
  onClear(): void
}

/** What can be done with the chosen segments. */
export function SelectionBar({ chosen, onCombine, onClear }: Props) {
  if (chosen === 0) return null
  return (
    <div className="selection-bar" role="toolbar" aria-label={t.chosenBar}>
      <b className="num-tab">{t.chosen(formatNumber(chosen), chosen === 1)}</b>
      <span className="sp" />
      <Button disabled={chosen < 2} onClick={() => onCombine('merge')}><Combine size={14} aria-hidden /> {t.merge}</Button>
      <Button disabled={chosen < 2} onClick={() => onCombine('intersect')}><Layers size={14} aria-hidden /> {t.intersect}</Button>
      <Button disabled={chosen < 2} onClick={() => onCombine('subtract')}><Minus size={14} aria-hidden /> {t.subtract}</Button>
      <IconButton label={t.clear} keys="Esc" onClick={onClear}><X size={16} /></IconButton>
    </div>
  )
}
