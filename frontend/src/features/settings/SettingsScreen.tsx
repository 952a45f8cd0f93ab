import { Inbox } from 'lucide-react'
import { TopBar } from '../../app/TopBar'
import { go, routes } from '../../app/routes'
import { Button } from '../../ui/Button'
import { Accounts } from './Accounts'
import { AppearanceForm } from './AppearanceForm'
import './settings.css'
import { WorkspaceForm } from './WorkspaceForm'

/** Who the mails come from, how the data is read, what mails are sent with. */
export function SettingsScreen() {
  return (
    <div className="settings scroll">
      <TopBar title="Settings" actions={<Button onClick={() => go(routes.outbox)}><Inbox size={15} aria-hidden />Open the outbox</Button>} />
      <div className="settings-column">
        <WorkspaceForm />
        <AppearanceForm />
        <Accounts />
      </div>
    </div>
  )
}
