import { Copy, Plus } from 'lucide-react'
import { useState } from 'react'
import { report } from '../../../app/status'
import type { BlankField, PersonView } from '../../../bridge/client'
import { t } from '../../../i18n/person'
import { Button } from '../../../ui/Button'
import { IconButton } from '../../../ui/IconButton'
import { Menu } from '../../../ui/Menu'
import { Tags } from './Tags'
import { Broken, ValueBox, ValueRow } from './ValueRow'

/** Who somebody is: name, address, and what is known of them by where it came from. */
export function Who({ view, canWrite }: { view: PersonView; canWrite: boolean }) {
  const { person } = view
  return (
    <section className="who scroll" aria-label={t.known}>
      <header className="who-head">
        <span className="who-face" aria-hidden>{person.initials}</span>
        <h2 className="selectable">{person.name}</h2>
        {person.email ? <p className="who-mail"><span className="selectable"><Broken text={person.email} /></span><CopyEmail email={person.email} /></p> : <p className="who-mail">{t.noEmail}</p>}
        <p className="who-since">{view.added}</p>
      </header>
      <Tags view={view} canWrite={canWrite} />
      {view.groups.map((group) => (
        <div key={group.title} role="group" aria-label={group.title} className="who-group">
          <h3>{group.title}</h3>
          {group.values.map((value) => <ValueRow key={value.key} view={view} value={value} canWrite={canWrite} />)}
        </div>
      ))}
      {canWrite && view.blank.length > 0 && <AddValue view={view} />}
    </section>
  )
}

export function copyEmail(email: string): void {
  void navigator.clipboard.writeText(email)
  report(t.copied(email))
}

function CopyEmail({ email }: { email: string }) {
  return <IconButton small label={t.copyEmail} onClick={() => copyEmail(email)}><Copy size={13} /></IconButton>
}

/** Writes into a field that has no value yet. */
function AddValue({ view }: { view: PersonView }) {
  const [field, setField] = useState<BlankField>()
  if (field) return <ValueBox key={field.key} view={view} field={field} text="" onDone={() => setField(undefined)} />
  const items = [{ heading: t.whichField }, ...view.blank.map((blank) => ({ label: blank.name, run: () => setField(blank) }))]
  return <Menu trigger={<Button tone="quiet" className="who-add"><Plus size={14} aria-hidden />{t.addValue}</Button>} items={items} />
}
