import type { SendView } from '../../bridge/client'

/** The states of a line of the ledger. */
export const ledgerStates: { key: string; name: string; count(tally: SendView): number }[] = [
  { key: '', name: 'All', count: (t) => t.queued + t.sent + t.retry + t.refused + t.unknown + t.leftOut },
  { key: 'sent', name: 'Sent', count: (t) => t.sent },
  { key: 'queued', name: 'Waiting', count: (t) => t.queued },
  { key: 'retry', name: 'Trying again', count: (t) => t.retry },
  { key: 'refused', name: 'Refused', count: (t) => t.refused },
  { key: 'unknown', name: 'Unclear', count: (t) => t.unknown },
  { key: 'left_out', name: 'Left out', count: (t) => t.leftOut },
]

/** All mails that a campaign meant to send. */
export function plannedMails(tally: SendView): number {
  return tally.queued + tally.sent + tally.retry + tally.refused + tally.unknown
}
