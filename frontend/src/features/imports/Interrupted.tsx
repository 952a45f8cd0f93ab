import { useState } from 'react'
import { formatMoment } from '../../i18n/format'
import { t } from '../../i18n/imports'
import { bridge, type WaitingImport } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { TextField } from '../../ui/Field'
import { resumeImport } from './task'

/** Imports that the end of the program interrupted: nothing of them is in, and they can go on. */
export function Interrupted({ waiting, again }: { waiting: WaitingImport[]; again: () => void }) {
  return (
    <section className="import-section import-interrupted" aria-label={t.interrupted}>
      <h3 className="import-heading">{t.interrupted}</h3>
      <p className="import-lead">{t.interruptedHint}</p>
      <ul className="import-list">{waiting.map((one) => <Line key={one.id} one={one} again={again} />)}</ul>
    </section>
  )
}

function Line({ one, again }: { one: WaitingImport; again: () => void }) {
  const [password, setPassword] = useState('')
  return (
    <li>
      <b className="selectable">{one.file}</b>
      <span className="import-lead">{t.asked(formatMoment(one.queuedAt))}</span>
      <span className="sp" />
      {one.state === 'waiting' ? <span className="import-lead">{t.waitingState}</span> : (
        <>
          {one.locked && <TextField label={t.password} type="password" value={password} onChange={setPassword} />}
          <Button tone="primary" aria-label={t.resumeOf(one.file)} disabled={one.locked && password === ''} onClick={() => void resumeImport(one.id, password)}>{t.resume}</Button>
          <Button aria-label={t.forgetOf(one.file)} onClick={() => void bridge.imports.forget(one.id).then(again)}>{t.forget}</Button>
        </>
      )}
    </li>
  )
}
