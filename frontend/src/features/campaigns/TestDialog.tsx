import { useState } from 'react'
import { bridge, sentenceOf } from '../../bridge/client'
import { useComposer } from './composerContext'
import { Dialog } from '../../ui/Dialog'
import { SelectField } from './SelectField'
import { useLoad } from '../../app/useLoad'
import { useOwnAddress } from './shell'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'

/** Sends one mail, as a chosen person would get it, to an address of the user's own. */
export function TestDialog({ onClose }: { onClose(): void }) {
  const { id, store } = useComposer()
  const own = useOwnAddress()
  const readers = useLoad(() => bridge.campaigns.readers(id, '', 0, 100), id)
  const [contact, setContact] = useState<number>()
  const [typed, setTyped] = useState<string>()
  const address = typed ?? own
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<{ good: boolean; sentence: string }>()
  const chosen = contact ?? readers.value?.people[0]?.id ?? 0
  const send = async () => {
    setBusy(true)
    try {
      await store.getState().flush()
      setOutcome({ good: true, sentence: await bridge.sending.sendTest(id, chosen, address.trim()) })
    } catch (reason) {
      setOutcome({ good: false, sentence: sentenceOf(reason) })
    }
    setBusy(false)
  }
  return (
    <Dialog
      open
      title="Send a test"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" form="test-form" tone="primary" disabled={busy || address.trim() === ''}>Send test</Button>
        </>
      }
    >
      <form
        id="test-form"
        className="dialog-form"
        onSubmit={(e) => {
          e.preventDefault()
          void send()
        }}
      >
        <SelectField label="As this person would get it" value={chosen} onChange={(value) => setContact(Number(value))}>
            {chosen === 0 && <option value={0}>Nobody in particular</option>}
            {readers.value?.people.map((person) => (
              <option key={person.id} value={person.id}>{person.name || person.email}</option>
            ))}
          </SelectField>
        <label className="field">
          <span className="field-label">To your address</span>
          <input className="input" type="email" value={address} placeholder="you@yourshop.com" onChange={(e) => setTyped(e.target.value)} />
        </label>
        {readers.error && <Notice tone="bad">{readers.error}</Notice>}
        {outcome && <p className={`notice ${outcome.good ? 'good' : 'bad'}`} role={outcome.good ? 'status' : 'alert'}>{outcome.sentence}</p>}
      </form>
    </Dialog>
  )
}
