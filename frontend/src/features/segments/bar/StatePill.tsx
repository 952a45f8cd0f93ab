import { ChevronDown, Snowflake, Sun } from 'lucide-react'
import type { SegmentRow } from '../../../bridge/client'
import { formatDay, people } from '../../../i18n/format'
import { t } from '../../../i18n/versions'
import { Menu } from '../../../ui/Menu'
import { freezeSegment, thawSegment } from '../list/deeds'

/** Whether people enter and leave the segment, what that means, and how to change it. */
export function StatePill({ stored }: { stored: SegmentRow }) {
  const frozen = stored.frozenAt !== ''
  const state = frozen ? t.frozen : t.live
  return (
    <Menu
      trigger={
        <button type="button" className={`state-pill${frozen ? ' frozen' : ''}`} aria-label={t.stateOf(state)}>
          {frozen ? <Snowflake size={11} aria-hidden /> : <i aria-hidden />} {state} <ChevronDown size={11} aria-hidden />
        </button>
      }
      items={[
        { heading: frozen ? t.frozenText(people(stored.people), formatDay(stored.frozenAt)) : t.liveText },
        frozen
          ? { label: t.thaw, icon: <Sun size={14} aria-hidden />, run: () => void thawSegment(stored) }
          : { label: t.freeze, icon: <Snowflake size={14} aria-hidden />, run: () => void freezeSegment(stored) },
        ...(frozen ? [] : [{ heading: t.freezeMeans }]),
      ]}
    />
  )
}
