import { Pin, PinOff } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../../i18n/audience'
import { Button } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { TextField } from '../../../ui/Field'
import { useDraft } from '../state/drafts'
import { pin, pinLane, unpin, type PinLane } from '../state/pins'

interface Named {
  id: number
  name: string
}

/** Puts a person in by hand, or keeps them out, or lets the rules decide again. */
export function PinButtons({ person }: { person: Named }) {
  const lane = useDraft((d) => pinLane(d.rule, person.id))
  const [asking, setAsking] = useState<PinLane>()
  if (lane) {
    return (
      <button type="button" className="link-button" aria-label={t.unpin(person.name)} onClick={() => unpin(person)}>
        <PinOff size={12} aria-hidden /> {t.unpin(person.name)}
      </button>
    )
  }
  return (
    <>
      <button type="button" className="link-button" onClick={() => setAsking('always')}><Pin size={12} aria-hidden /> {t.alwaysIn}</button>
      <button type="button" className="link-button" onClick={() => setAsking('never')}><PinOff size={12} aria-hidden /> {t.neverIn}</button>
      {asking && <PinDialog lane={asking} person={person} onClose={() => setAsking(undefined)} />}
    </>
  )
}

/** Asks why, so that it is still known later. */
function PinDialog({ lane, person, onClose }: { lane: PinLane; person: Named; onClose(): void }) {
  const [reason, setReason] = useState('')
  const always = lane === 'always'
  const done = () => {
    onClose()
    pin(lane, person, reason)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={always ? t.pinAlways(person.name) : t.pinNever(person.name)}
      text={always ? t.pinAlwaysText : t.pinNeverText}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button tone="primary" onClick={done}>{t.pinDo(always)}</Button>
        </>
      }
    >
      <form onSubmit={(e) => { e.preventDefault(); done() }}>
        <TextField label={t.reason} value={reason} onChange={setReason} hint={t.reasonHint} maxLength={200} autoFocus />
      </form>
    </Dialog>
  )
}
