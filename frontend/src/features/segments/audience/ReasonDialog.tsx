import { bridge } from '../../../bridge/client'
import { formatNumber } from '../../../i18n/format'
import { t } from '../../../i18n/audience'
import { Button } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { PeopleList } from './PeopleList'

interface Props {
  document: string
  /** no_consent, suppressed, no_address, paused. */
  reason: string
  people: number
  onClose(): void
}

/** Who cannot be mailed for one reason, and what can be done about it. */
export function ReasonDialog({ document, reason, people, onClose }: Props) {
  const name = t.reasons[reason] ?? reason
  return (
    <Dialog open onClose={onClose} title={t.reasonTitle(name, formatNumber(people))} text={t.advice[reason]} actions={<Button onClick={onClose}>{t.close}</Button>}>
      <div className="reason-people">
        <PeopleList near heading={name} about={`${reason} ${document}`} fetch={(offset, limit) => bridge.segments.statusPeople(document, reason, offset, limit)} />
      </div>
    </Dialog>
  )
}
