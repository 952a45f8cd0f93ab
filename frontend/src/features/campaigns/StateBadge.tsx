import { stateNames } from './words'

/** How a campaign stands. */
export function StateBadge({ state }: { state: string }) {
  return <span className="state-badge" data-state={state}>{stateNames[state] ?? state}</span>
}
