import { t } from '../i18n/actions'
import { Dialog } from '../ui/Dialog'
import { closeDialogs, useDialogs } from './dialogs'
import { KeyCaps } from './KeyCaps'
import './palette.css'
import { currentActions } from './registry'

/** Every key that does something: those of this screen, of rules and of tables. */
export function Shortcuts() {
  const open = useDialogs((dialogs) => dialogs.shown === 'shortcuts')
  return (
    <Dialog open={open} onClose={closeDialogs} title={t.shortcutsTitle} size="wide">
      {open && (
        <div className="shortcuts" tabIndex={0} role="group" aria-label={t.shortcutsTitle}>
          <Keys heading={t.everywhere} keys={currentActions().flatMap((a) => (a.keys ? [[a.keys, a.label]] : []))} />
          <div>
            <Keys heading={t.onARule} keys={t.ruleKeys} />
            <Keys heading={t.inTables} keys={t.tableKeys} />
          </div>
        </div>
      )}
    </Dialog>
  )
}

function Keys({ heading, keys }: { heading: string; keys: string[][] }) {
  return (
    <section>
      <h3>{heading}</h3>
      <dl>
        {keys.map(([press, does]) => (
          <div key={press} className="shortcut">
            <dt><KeyCaps keys={press ?? ''} /></dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
