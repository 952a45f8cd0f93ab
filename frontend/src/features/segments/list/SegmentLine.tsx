import { MoreHorizontal, Snowflake } from 'lucide-react'
import type { KeyboardEvent, MouseEvent } from 'react'
import { formatDay, formatMoment, formatNumber } from '../../../i18n/format'
import { t } from '../../../i18n/segments'
import { IconButton } from '../../../ui/IconButton'
import { ContextMenu, Menu } from '../../../ui/Menu'
import { lineMenu, type LineDeeds } from './lineMenu'
import { NameCell } from './NameCell'
import type { Line } from './order'
import { Trend } from './Trend'
import { UsedIn } from './UsedIn'

interface Props {
  line: Line
  chosen: boolean
  current: boolean
  renaming: boolean
  onRenamed(name: string | undefined): void
  onChoose(extend: boolean): void
  onFocus(): void
  onClick(e: MouseEvent): void
  onKeyDown(e: KeyboardEvent): void
  deeds: LineDeeds
}

/** One segment of the list. */
export function SegmentLine({ line, chosen, current, renaming, onRenamed, onChoose, onFocus, onClick, onKeyDown, deeds }: Props) {
  const menu = lineMenu(line, deeds)
  return (
    <ContextMenu items={menu}>
      <tr
        data-segment={line.id}
        tabIndex={current ? 0 : -1}
        aria-selected={chosen}
        aria-label={line.name}
        onFocus={onFocus}
        onClick={onClick}
        onDoubleClick={() => deeds.open(line)}
        onKeyDown={onKeyDown}
      >
        <td className="choose-cell">
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t.choose(line.name)}
            checked={chosen}
            onChange={(e) => onChoose((e.nativeEvent as PointerEvent).shiftKey)}
            onDoubleClick={(e) => e.stopPropagation()}
          />
        </td>
        <td className="name-cell"><NameCell line={line} renaming={renaming} onRenamed={onRenamed} /></td>
        <td className="number-cell"><Figure value={line.people} line={line} strong /></td>
        <td className="number-cell"><Figure value={line.mailable} line={line} /></td>
        <td className="line-cell"><Trend line={line} /></td>
        <td className="quiet-cell used-cell"><UsedIn uses={line.usedIn} /></td>
        <td className="quiet-cell when-cell" title={formatMoment(line.updatedAt)}>{formatDay(line.updatedAt)}</td>
        <td className="state-cell"><State frozenAt={line.frozenAt} /></td>
        <td className="menu-cell">
          <Menu align="end" items={menu} trigger={<IconButton small label={t.menuOf(line.name)}><MoreHorizontal size={16} /></IconButton>} />
        </td>
      </tr>
    </ContextMenu>
  )
}

/** A number that may be on record only, or not there yet. */
function Figure({ value, line, strong }: { value: number; line: Line; strong?: boolean }) {
  if (value < 0) {
    const words = line.counted ? t.cannotCount : t.notCounted
    return <span className={line.counted ? 'figure-none' : 'figure-wait'} title={words}><span aria-hidden>{line.counted ? '–' : '···'}</span><span className="vh">{words}</span></span>
  }
  const words = formatNumber(value)
  return <span className={line.counted ? undefined : 'figure-old'} title={line.counted ? undefined : t.onRecord}>{strong ? <b>{words}</b> : words}</span>
}

function State({ frozenAt }: { frozenAt: string }) {
  if (frozenAt) return <span className="frozen-pill" title={t.frozenSince(formatMoment(frozenAt))}><Snowflake size={12} aria-hidden /> {t.frozen}</span>
  return <span className="live-mark" title={t.liveHint}><i aria-hidden /> {t.live}</span>
}
