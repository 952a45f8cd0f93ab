import { Inbox } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { TopBar } from '../../app/TopBar'
import { routes } from '../../app/routes'
import { showTrouble } from '../../app/trouble'
import { counted, formatMoment } from '../../i18n/format'
import { bridge, type OutboxRow } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { EmptyState } from '../../ui/EmptyState'
import { KeptMail } from './KeptMail'
import './outbox.css'

const pageSize = 100

/** The mails that the outbox on this computer kept instead of sending them on. */
export function OutboxScreen() {
  const { mails, total, more, reload } = useOutbox()
  const [chosen, choose] = useState<number>()
  const open = chosen ?? mails[0]?.id
  const clear = () => void bridge.sending.clearOutbox().then(reload, showTrouble)
  return (
    <div className="outbox">
      <TopBar crumb={{ label: 'Settings', to: routes.settings }} title="Outbox on this computer" actions={total > 0 && <Button tone="danger" onClick={clear}>Empty the outbox</Button>} />
      {total === 0 && (
        <EmptyState icon={<Inbox size={24} />} title="Nothing here yet">
          Send a campaign or a test with the account “Outbox on this computer”. The mails stay here, so that you can read them as your customers would.
        </EmptyState>
      )}
      {total > 0 && (
        <>
          <nav className="outbox-list scroll" aria-label="Kept mails">
            <p className="outbox-count num-tab">{counted(total, 'mail', 'mails')}</p>
            {mails.map((mail) => <MailRow key={mail.id} mail={mail} here={mail.id === open} onOpen={choose} />)}
            {mails.length < total && <Button tone="quiet" onClick={more}>Show more</Button>}
          </nav>
          {open !== undefined && <KeptMail key={open} id={open} />}
        </>
      )}
    </div>
  )
}

function MailRow({ mail, here, onOpen }: { mail: OutboxRow; here: boolean; onOpen: (id: number) => void }) {
  return (
    <button type="button" className={`outbox-row${here ? ' here' : ''}`} aria-current={here || undefined} onClick={() => onOpen(mail.id)}>
      <b>{mail.subject || 'No subject'}</b>
      <span>{mail.to}</span>
      <small>{formatMoment(mail.receivedAt)}</small>
    </button>
  )
}

function useOutbox() {
  const [mails, setMails] = useState<OutboxRow[]>([])
  const [total, setTotal] = useState(0)
  const load = useCallback(async (from: number, keep: OutboxRow[]) => {
    try {
      const page = await bridge.sending.outbox(from, pageSize)
      setMails([...keep, ...page.mails])
      setTotal(page.total)
    } catch (error) {
      showTrouble(error)
    }
  }, [])
  useEffect(() => void load(0, []), [load])
  return { mails, total, more: () => void load(mails.length, mails), reload: () => void load(0, []) }
}
