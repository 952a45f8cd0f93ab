import { useState } from 'react'
import { finished, useJob } from '../../app/jobs'
import { formatNumber } from '../../i18n/format'
import { t } from '../../i18n/imports'
import { bridge, sentenceOf, type UndoneImport } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { Confirm, Dialog } from '../../ui/Dialog'
import { Notice } from '../../ui/Notice'
import { Progress } from '../../ui/Progress'
import { told } from './words'

interface Props {
  id: number
  file: string
  label: string
  name?: string
  /** Called as soon as the import is undone. */
  onUndone?: () => void
  /** Called when the account was read and closed. */
  onDone?: () => void
}

/** Takes an import back: asks, shows how far it is, and gives the account. */
export function UndoImport({ id, file, label, name, onUndone, onDone }: Props) {
  const [asked, setAsked] = useState(false)
  const [job, setJob] = useState('')
  const [account, setAccount] = useState<UndoneImport>()
  const [error, setError] = useState('')
  const undo = async () => {
    try {
      const started = await bridge.imports.undo(id)
      setJob(started)
      await finished(started)
      setAccount(await bridge.imports.undoReport(started))
      onUndone?.()
    } catch (reason) {
      setError(sentenceOf(reason))
    }
  }
  const close = () => {
    setJob('')
    setError('')
    onDone?.()
  }
  return (
    <>
      <Button aria-label={name} disabled={account !== undefined} onClick={() => setAsked(true)}>{label}</Button>
      <Confirm open={asked} onClose={() => setAsked(false)} title={t.undoAsk} text={t.undoText(file)} action={label} onConfirm={() => void undo()} />
      <Dialog open={job !== '' || error !== ''} onClose={close} title={account ? t.undone : t.undoing} size="wide">
        {error !== '' && <Notice tone="bad">{error}</Notice>}
        {account ? <UndoneAccount account={account} /> : error === '' && <UndoProgress job={job} />}
      </Dialog>
    </>
  )
}

function UndoProgress({ job }: { job: string }) {
  const view = useJob(job)
  return <Progress label={view?.state === 'waiting' ? t.waits : t.undoing} done={view?.done ?? 0} total={view?.total ?? 0} />
}

/** What an undo did, and everything that it left with the reason. */
export function UndoneAccount({ account }: { account: UndoneImport }) {
  return (
    <div className="import-undone">
      <p>{t.undoneAccount(formatNumber(account.peopleRemoved), formatNumber(account.valuesRestored), formatNumber(account.eventsRemoved + account.eventsRestored))}</p>
      {account.permissionsRemoved > 0 && <p>{t.undonePermissions(...told(account.permissionsRemoved))}</p>}
      {account.optOutsKept > 0 && <Notice>{t.undoneOptOuts(...told(account.optOutsKept))}</Notice>}
      {account.keptFields.length > 0 && <p>{t.keptFields(account.keptFields.join(', '))}</p>}
      {account.keptCount > 0 && <KeptTable account={account} />}
    </div>
  )
}

function KeptTable({ account }: { account: UndoneImport }) {
  return (
    <section className="import-section">
      <h3 className="import-heading">{t.keptTitle(...told(account.keptCount))}</h3>
      <div className="import-grid import-problems scroll" role="region" aria-label={t.keptTitle(...told(account.keptCount))} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.keptWho}</th>
              <th scope="col">{t.keptWhat}</th>
              <th scope="col">{t.keptWhy}</th>
            </tr>
          </thead>
          <tbody>
            {account.kept.map((kept, index) => (
              <tr key={index}>
                <td className="selectable">{kept.who}</td>
                <td>{kept.what || (kept.contactId > 0 && t.keptPerson)}</td>
                <td className="import-problem-words">{kept.why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
