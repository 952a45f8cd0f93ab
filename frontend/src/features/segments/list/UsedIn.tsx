import { Component, Send } from 'lucide-react'
import { Link } from 'wouter'
import { routes } from '../../../app/routes'
import type { UseView } from '../../../bridge/client'
import { formatNumber } from '../../../i18n/format'
import { t } from '../../../i18n/segments'
import { Popover } from '../../../ui/Popover'

const few = 2

/** Who asks about a segment, each a way there; from the third on behind a number. */
export function UsedIn({ uses }: { uses: UseView[] }) {
  if (uses.length === 0) return <span className="used-none">{t.notUsed}</span>
  const first = uses.length > few ? uses.slice(0, few - 1) : uses
  const rest = uses.slice(first.length)
  return (
    <div className="used-in">
      <UseList uses={first} />
      {rest.length > 0 && (
        <Popover trigger={<button type="button" className="used-more">{t.more(formatNumber(rest.length))}</button>} title={t.usedIn}>
          <UseList uses={rest} />
        </Popover>
      )}
    </div>
  )
}

/** Uses as a list of links. */
export function UseList({ uses }: { uses: UseView[] }) {
  return (
    <ul className="use-list">
      {uses.map((use) => {
        const campaign = use.kind === 'campaign'
        const Picture = campaign ? Send : Component
        const words = campaign ? t.useOfCampaign(use.name, t.campaignState[use.state] ?? use.state) : t.useOfSegment(use.name)
        return (
          <li key={`${use.kind}${use.id}`}>
            <Link href={campaign ? routes.campaign(use.id) : routes.segment(use.id)} className="use" title={words} aria-label={words}>
              <Picture size={12} aria-hidden />
              <span>{use.name}</span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
