import { useState } from 'react'
import { report } from '../../app/status'
import { useWorkspace } from '../../app/workspace'
import { bridge, sentenceOf, type WorkspaceSettings } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { TextArea, TextField } from '../../ui/Field'
import { Notice } from '../../ui/Notice'

/** The sender, as the law wants it in every mail, and how numbers and days are read. */
export function WorkspaceForm() {
  const stored = useWorkspace((workspace) => workspace.state.settings)
  const [draft, setDraft] = useState<WorkspaceSettings>(stored)
  const [error, setError] = useState('')
  const set = (key: keyof WorkspaceSettings) => (value: string) => setDraft({ ...draft, [key]: value })
  const changed = JSON.stringify(draft) !== JSON.stringify(stored)
  const save = async () => {
    try {
      useWorkspace.getState().set(await bridge.workspace.saveSettings(draft))
      setError('')
      report('Settings saved')
    } catch (reason) {
      setError(sentenceOf(reason))
    }
  }
  return (
    <form className="settings-card" onSubmit={(event) => (event.preventDefault(), void save())}>
      <h2>Sender</h2>
      <p className="settings-lead">These stand in every mail. The law asks for a postal address and a way to leave.</p>
      <div className="settings-grid">
        <TextField label="Sender name" value={draft.senderName} onChange={set('senderName')} hint="Shop or company, as readers know it" />
        <TextField label="Unsubscribe mailbox" value={draft.unsubscribe} onChange={set('unsubscribe')} hint="Takes the mails of people who want to leave" />
        <TextArea label="Postal address" value={draft.postalAddress} onChange={set('postalAddress')} />
      </div>
      <h2>Workspace</h2>
      <div className="settings-grid">
        <TextField label="Workspace name" value={draft.name} onChange={set('name')} />
        <TextField label="Time zone" value={draft.timeZone} onChange={set('timeZone')} hint="Such as Asia/Kolkata. Days are counted by its clock" />
        <TextField label="Currency" value={draft.currency} onChange={set('currency')} hint="Such as INR" />
        <TextField label="Language and region" value={draft.locale} onChange={set('locale')} hint="Such as en-IN, for 1,00,000" />
      </div>
      {error && <Notice tone="bad">{error}</Notice>}
      <div className="settings-foot"><Button tone="primary" type="submit" disabled={!changed}>Save settings</Button></div>
    </form>
  )
}
