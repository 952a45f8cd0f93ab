import { useState } from 'react'
import { bridge, sentenceOf, type AccountView } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { TextField } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { Select } from '../../ui/Select'
import { presets } from './presets'

const protections = [
  { value: 'starttls', label: 'STARTTLS (most servers, port 587)' },
  { value: 'tls', label: 'TLS from the start (port 465)' },
  { value: 'none', label: 'None (this computer only)' },
]

/** Adds or changes a sending account and tries it before it is needed. */
export function AccountDialog({ account, onDone }: { account: AccountView; onDone: () => void }) {
  const [draft, setDraft] = useState(account)
  const [said, say] = useState<{ tone: 'good' | 'bad'; sentence: string }>()
  const set = (change: Partial<AccountView>) => setDraft({ ...draft, ...change })
  const isOutbox = draft.kind === 'outbox'
  const attempt = (act: () => Promise<string>) => void act().then((sentence) => sentence && say({ tone: 'good', sentence }), (reason: unknown) => say({ tone: 'bad', sentence: sentenceOf(reason) }))
  const test = () => attempt(() => bridge.sending.testAccount(draft))
  const save = () => attempt(async () => {
    await bridge.sending.saveAccount(draft)
    onDone()
    return ''
  })
  return (
    <Dialog
      open onClose={onDone} title={account.id ? account.name : 'Add an account'}
      actions={<><Button onClick={test}>Test the connection</Button><span className="sp" /><Button onClick={onDone}>Cancel</Button><Button tone="primary" onClick={save}>Save account</Button></>}
    >
      <div className="account-form">
        {!isOutbox && <Select label="Provider" block value={draft.preset} placeholder="Your mail provider" options={presets.map(({ value, label }) => ({ value, label }))} onChange={(preset) => set({ preset, ...presets.find((p) => p.value === preset)?.settings })} />}
        <TextField label="Name" value={draft.name} onChange={(name) => set({ name })} hint="For you, to recognise it" />
        <div className="settings-grid">
          <TextField label="From name" value={draft.fromName} onChange={(fromName) => set({ fromName })} />
          <TextField label="From address" value={draft.fromAddress} onChange={(fromAddress) => set({ fromAddress })} />
        </div>
        {!isOutbox && (
          <>
            <div className="settings-grid">
              <TextField label="Mail server" value={draft.host} onChange={(host) => set({ host })} />
              <TextField label="Port" inputMode="numeric" value={String(draft.port || '')} onChange={(port) => set({ port: Number(port.replace(/\D/g, '')) })} />
              <TextField label="User" value={draft.user} onChange={(user) => set({ user })} autoComplete="off" />
              <TextField label="Password" type="password" value={draft.password} onChange={(password) => set({ password })} hint={draft.hasPassword ? 'One is stored. Leave this empty to keep it' : 'Kept in the system keychain'} autoComplete="off" />
            </div>
            <Select label="Protection" block value={draft.tls} options={protections} onChange={(tls) => set({ tls })} />
          </>
        )}
        {said && <Notice tone={said.tone}>{said.sentence}</Notice>}
      </div>
    </Dialog>
  )
}
