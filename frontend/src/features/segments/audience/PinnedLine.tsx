import { Pin } from 'lucide-react'
import { useState } from 'react'
import { bridge, type Pinned } from '../../../bridge/client'
import { useLoaded } from '../../../clause/editors/useLoaded'
import { t } from '../../../i18n/audience'
import { Button } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { useAnswer } from '../state/answer'
import { useDraft } from '../state/drafts'
import { unpin } from '../state/pins'

/** Says how many people are chosen by hand; pressed, who and why. */
export function PinnedLine() {
  const always = useDraft((d) => d.rule.always?.length ?? 0)
  const never = useDraft((d) => d.rule.never?.length ?? 0)
  const [open, setOpen] = useState(false)
  if (always + never === 0) return null
  return (
    <>
      <button type="button" className="pinned-line" onClick={() => setOpen(true)}><Pin size={12} aria-hidden /> {t.pinned(always, never)}</button>
      {open && <PinnedDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function PinnedDialog({ onClose }: { onClose(): void }) {
  const document = useAnswer((answer) => answer.document)
  const { value: pins, trouble } = useLoaded(document, () => bridge.segments.pins(document))
  return (
    <Dialog open onClose={onClose} title={t.pinnedTitle} text={t.pinnedText} actions={<Button onClick={onClose}>{t.close}</Button>}>
      {trouble && <p className="quiet-words" role="alert">{trouble}</p>}
      {pins && <PinnedList heading={t.alwaysIn} people={pins.always} />}
      {pins && <PinnedList heading={t.neverIn} people={pins.never} />}
    </Dialog>
  )
}

function PinnedList({ heading, people }: { heading: string; people: Pinned[] }) {
  if (people.length === 0) return null
  return (
    <section className="pinned-list">
      <h2>{heading}</h2>
      <ul aria-label={heading}>
        {people.map((p) => {
          const name = p.name || t.gone
          return (
            <li key={p.id}>
              <span className="person-words">{name}<small>{p.reason || t.noReason}</small></span>
              <button type="button" className="link-button" onClick={() => unpin({ id: p.id, name })}>{t.unpin(name)}</button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
