import { useState } from 'react'
import { bridge, type RenderedMail, type Review, sentenceOf } from '../../bridge/client'
import { WaterfallView } from './AudienceTab'
import { useComposer, useDraft } from './composerContext'
import { Dialog } from '../../ui/Dialog'
import { people } from '../../i18n/format'
import { MailFrame } from './MailFrame'
import { useLoad } from '../../app/useLoad'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'

/** The last sheet before sending: how many, who not, how it looks, and the act itself. */
export function ReviewDialog({ onClose, onSent }: { onClose(): void; onSent(): void }) {
  const { id, store } = useComposer()
  const review = useLoad(async () => {
    await store.getState().flush()
    return bridge.sending.review(id)
  }, id)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const send = async () => {
    setBusy(true)
    setError('')
    try {
      await bridge.sending.start(id)
      await waitUntilSending(id)
      onClose()
      onSent()
    } catch (reason) {
      setError(sentenceOf(reason))
      setBusy(false)
    }
  }
  const value = review.value
  const trouble = error || review.error
  return (
    <Dialog
      open
      title="Review and send"
      size="full"
      onClose={onClose}
      actions={
        <>
          {value && !value.canSend && <p className="why-not" id="why-not">{value.why}</p>}
          <span className="sp" />
          <Button onClick={onClose}>Keep editing</Button>
          <Button tone="primary" disabled={!value?.canSend || busy} aria-describedby={value && !value.canSend ? 'why-not' : undefined} onClick={() => void send()}>
            {value?.button || 'Send'}
          </Button>
        </>
      }
    >
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      {!value && !trouble && <p className="hint">Counting and drawing the mail for real people</p>}
      {value && <ReviewBody review={value} />}
    </Dialog>
  )
}

/** Sending has begun once the campaign is no draft any more. */
async function waitUntilSending(id: number): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    if ((await bridge.campaigns.get(id)).state !== 'draft') return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function ReviewBody({ review }: { review: Review }) {
  const { segments, accounts } = useComposer()
  const draft = useDraft((s) => s.draft)
  const [shown, setShown] = useState(0)
  const mail = review.readers[shown]
  const account = accounts.find((a) => a.id === draft.accountId)
  const open = review.checks.checks.filter((c) => c.severity === 'blocks' || c.severity === 'warning')
  return (
    <div className="review">
      <div className="review-facts">
        <p className="review-count">{people(review.waterfall.willSend)}</p>
        <dl className="review-list">
          <dt>Segment</dt>
          <dd>{segments.find((s) => s.id === draft.segmentId)?.name ?? 'None chosen'}</dd>
          <dt>From</dt>
          <dd>{account ? [account.name, account.fromAddress].filter(Boolean).join(', ') : 'No account chosen'}</dd>
          <dt>Done</dt>
          <dd>{review.finish}</dd>
        </dl>
        <WaterfallView waterfall={{ ...review.waterfall, cannotWhy: '' }} />
        {open.length > 0 && (
          <ul className="checks">
            {open.map((check, i) => (
              <li key={i} className="check" data-severity={check.severity}>
                <span aria-hidden>!</span>
                <div>{check.message}<p className="hint">{check.detail}</p></div>
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="review-mails">
        <div className="reader-list" role="group" aria-label="Real people">
          {review.readers.map((reader, i) => (
            <button key={i} type="button" className="reader" aria-pressed={i === shown} onClick={() => setShown(i)}>
              <b>{reader.to}</b>
              <span>{reader.subject}</span>
            </button>
          ))}
        </div>
        {mail && <ReaderMail mail={mail} />}
      </div>
    </div>
  )
}

function ReaderMail({ mail }: { mail: RenderedMail }) {
  return (
    <div className="reader-mail scroll">
      <div className="inbox-line">
        <b>{mail.subject}</b>
        <span>{mail.preheader}</span>
      </div>
      <MailFrame html={mail.html} width={600} title={`Mail to ${mail.to}`} />
    </div>
  )
}
