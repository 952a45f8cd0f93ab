import { Plus } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { showTrouble } from '../../app/trouble'
import { bridge, type AccountView } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { AccountDialog } from './AccountDialog'

const blank: AccountView = {
  id: 0, name: '', kind: 'smtp', host: '', port: 587, tls: 'starttls', user: '', password: '', hasPassword: false, fromName: '', fromAddress: '', ratePerSec: 0, preset: '',
}

/** The ways to send. The outbox on this computer is always among them. */
export function Accounts() {
  const [list, setList] = useState<AccountView[]>([])
  const [editing, edit] = useState<AccountView>()
  const load = useCallback(() => void bridge.sending.accounts().then(setList, showTrouble), [])
  useEffect(load, [load])
  const done = () => {
    edit(undefined)
    load()
  }
  return (
    <section className="settings-card" aria-label="Sending accounts">
      <header className="settings-head">
        <h2>Sending accounts</h2>
        <span className="sp" />
        <Button onClick={() => edit(blank)}><Plus size={15} aria-hidden />Add an account</Button>
      </header>
      <ul>
        {list.map((account) => (
          <li key={account.id} className="account-row">
            <span><b>{account.name}</b><small>{where(account)}</small></span>
            <Button onClick={() => edit(account)}>Edit</Button>
            {account.kind !== 'outbox' && <Button tone="danger" onClick={() => void bridge.sending.deleteAccount(account.id).then(load, showTrouble)}>Delete</Button>}
          </li>
        ))}
      </ul>
      {editing && <AccountDialog key={editing.id} account={editing} onDone={done} />}
    </section>
  )
}

function where(account: AccountView): string {
  if (account.kind === 'outbox') return 'Keeps every mail on this computer, for trying things out'
  return `${account.fromAddress} through ${account.host}:${account.port}`
}
