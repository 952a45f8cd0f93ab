import { campaignStates } from '../../i18n/states'

/** How a campaign stands. */
export function StateBadge({ state }: { state: string }) {
  return <span className="state-badge" data-state={state}>{campaignStates[state] ?? state}</span>
}
