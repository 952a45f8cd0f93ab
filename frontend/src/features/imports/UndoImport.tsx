import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useActions } from '../../actions/registry'
import { finished, useJob } from '../../app/jobs'
import { formatNumber } from '../../i18n/format'
import { t } from '../../i18n/imports'
import { bridge, sentenceOf, type UndoneImport } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { Confirm } from '../../ui/Dialog'
import { Notice } from '../../ui/Notice'
import { Progress } from '../../ui/Progress'

interface Props {
  id: number
  file: string
  /** Why it cannot be undone, "" when it can. */
  whyNot: string
  onUndone: () => void
}

/** Takes one import back as a whole, and tells what came of that. */
export function UndoImport({ id, file, whyNot, onUndone }: Props) {
  const { job, account, trouble, undo } = useUndo(id, onUndone)
  const [asking, setAsking] = useState(false)
  const view = useJob(job)
  const ready = whyNot === '' && job === '' && !account
  useActions([{ id: 'import.undo', label: t.undoImport, group: 'people', icon: Undo2, disabled: !ready, run: () => setAsking(true) }])
  if (account) return <UndoneAccount account={account} />
  if (job !== '') return <Progress label={t.undoing} done={view?.done ?? 0} total={view?.total ?? 0} value={view?.note || undefined} />
  return (
    <>
      <div className="import-buttons import-undo">
        <Button disabled={!ready} onClick={() => setAsking(true)}><Undo2 size={14} aria-hidden />{t.undoImport}</Button>
        {whyNot !== '' && <span className="import-lead">{whyNot}</span>}
      </div>
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      <Confirm open={asking} onClose={() => setAsking(false)} title={t.undoQuestion(file)} text={t.undoWhat} action={t.undoImport} onConfirm={undo} />
    </>
  )
}

function useUndo(id: number, onUndone: () => void) {
  const [job, setJob] = useState('')
  const [account, setAccount] = useState<UndoneImport>()
  const [trouble, setTrouble] = useState('')
  const run = async () => {
    const started = await bridge.imports.undo(id)
    setJob(started)
    await finished(started)
    setAccount(await bridge.imports.undoReport(started))
    onUndone()
  }
  const undo = () => void run().catch((reason: unknown) => {
    setJob('')
    setTrouble(sentenceOf(reason))
  })
  return { job, account, trouble, undo }
}

const lines = ['peopleRemoved', 'valuesRestored', 'eventsRemoved', 'eventsRestored', 'permissionsRemoved', 'optOutsKept', 'keptCount'] as const

function UndoneAccount({ account }: { account: UndoneImport }) {
  return (
    <section className="import-section" aria-label={t.undone}>
      <Notice tone="good">{t.undone}</Notice>
      <table className="import-tally">
        <caption className="vh">{t.undoAccount}</caption>
        <tbody>
          {lines.filter((key) => account[key] > 0 || key === 'peopleRemoved').map((key) => (
            <tr key={key}>
              <th scope="row">{t.undoneLines[key]}</th>
              <td className="num-tab">{formatNumber(account[key])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {account.keptFields.length > 0 && <p className="import-lead">{t.keptFields(account.keptFields.join(', '))}</p>}
      {account.kept.length > 0 && <Kept account={account} />}
    </section>
  )
}

function Kept({ account }: { account: UndoneImport }) {
  return (
    <>
      <h3 className="import-heading">{t.kept}</h3>
      <div className="import-grid import-problems scroll" role="region" aria-label={t.kept} tabIndex={0}>
        <table>
          <thead>
            <tr>{[t.who, t.what, t.why].map((name) => <th key={name} scope="col">{name}</th>)}</tr>
          </thead>
          <tbody>
            {account.kept.map((kept, index) => (
              <tr key={index}>
                <td className="selectable">{kept.who}</td>
                <td>{kept.what || t.wholePerson}</td>
                <td className="import-problem-words">{kept.why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {account.keptCount > account.kept.length && <p className="import-lead">{t.firstOf(account.kept.length, account.keptCount)}</p>}
    </>
  )
}
