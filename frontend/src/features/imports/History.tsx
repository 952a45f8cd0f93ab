import { useEffect, useState } from 'react'
import { report as say } from '../../app/status'
import { formatMoment } from '../../i18n/format'
import { t } from '../../i18n/imports'
import { bridge, sentenceOf, type ImportReport, type WaitingImport } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { TextField } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { resumeImport } from './task'
import { UndoImport } from './UndoImport'
import { rowAccount, undoneWords } from './words'

/** What was imported before: what was cut off first, then every import with its account. */
export function History() {
  const [past, setPast] = useState<ImportReport[]>([])
  const [waiting, setWaiting] = useState<WaitingImport[]>([])
  const [trouble, setTrouble] = useState('')
  const trying = (act: () => Promise<unknown>) => void act().catch((reason: unknown) => setTrouble(sentenceOf(reason)))
  const load = async () => {
    const [reports, open] = await Promise.all([bridge.imports.list(), bridge.imports.waiting()])
    setPast(reports)
    setWaiting(open)
  }
  // Without an open workspace there is no history, and nothing is wrong.
  useEffect(() => void load().catch(() => undefined), [])
  const forget = async (one: WaitingImport) => {
    await bridge.imports.forget(one.id)
    say(t.forgot(one.file))
    await load()
  }
  return (
    <>
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      {waiting.length > 0 && (
        <section className="import-section" aria-label={t.interrupted}>
          <h3 className="import-heading">{t.interrupted}</h3>
          {waiting.map((one) => <Unfinished key={one.id} one={one} onForget={() => trying(() => forget(one))} />)}
        </section>
      )}
      {past.length > 0 && (
        <section className="import-section" aria-label={t.history}>
          <h3 className="import-heading">{t.history}</h3>
          <ul className="import-past">
            {past.map((one) => <Past key={one.importId} one={one} onUndone={() => trying(load)} />)}
          </ul>
        </section>
      )}
    </>
  )
}

function Unfinished({ one, onForget }: { one: WaitingImport; onForget: () => void }) {
  const [password, setPassword] = useState('')
  if (one.state === 'waiting') return <p className="import-unfinished">{t.waitingWhy(one.file)}</p>
  return (
    <form
      className="import-unfinished"
      onSubmit={(event) => {
        event.preventDefault()
        void resumeImport(one.id, password)
      }}
    >
      <p>{t.interruptedWhy(one.file, formatMoment(one.queuedAt))}</p>
      {one.locked && <TextField label={t.passwordOf(one.file)} type="password" value={password} onChange={setPassword} />}
      <div className="import-buttons">
        <Button type="submit" disabled={one.locked && password === ''} aria-label={t.resumeOf(one.file)}>{t.resume}</Button>
        <Button aria-label={t.forgetOf(one.file)} onClick={onForget}>{t.forget}</Button>
      </div>
    </form>
  )
}

function Past({ one, onUndone }: { one: ImportReport; onUndone: () => void }) {
  const [undoing, setUndoing] = useState(false)
  return (
    <li>
      <div className="import-past-line">
        <b className="selectable">{one.file}</b>
        <span className="import-lead">{formatMoment(one.finishedAt)}</span>
        <span className="import-lead import-past-account">{rowAccount(one)}</span>
        {one.undoneAt !== '' ? (
          <span className="import-mark">{undoneWords(one)}</span>
        ) : (
          !undoing && <Button aria-label={t.undoOf(one.file)} aria-expanded={undoing} onClick={() => setUndoing(true)}>{t.undoShort}</Button>
        )}
      </div>
      {undoing && <UndoImport id={one.importId} file={one.file} whyNot={one.whyNotUndo} onUndone={onUndone} />}
    </li>
  )
}
