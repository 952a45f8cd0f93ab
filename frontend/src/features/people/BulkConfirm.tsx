import { useState } from 'react'
import { formatNumber } from '../../i18n/format'
import { t } from '../../i18n/people'
import { Button } from '../../ui/Button'
import { Confirm, Dialog } from '../../ui/Dialog'
import { TextField } from '../../ui/Field'
import { nobody } from '../../ui/grid'
import { erasePeople, stopMailing } from './bulk'
import type { BulkProps } from './BulkBar'
import { useTable } from './table'

/** Says what stopping mail for good means before it is done. */
export function StopDialog({ selection, people, onClose }: BulkProps) {
  const words = [formatNumber(people), people === 1] as const
  return <Confirm open onClose={onClose} title={t.stopTitle(...words)} text={t.stopText} action={t.stopPeople(...words)} onConfirm={() => void stopMailing(selection)} />
}

/** Erasing needs a word typed: it cannot be undone. */
export function EraseDialog({ selection, people, onClose }: BulkProps) {
  const [typed, setTyped] = useState('')
  const words = [formatNumber(people), people === 1] as const
  const sure = typed.trim().toLocaleLowerCase() === t.eraseWord
  const go = () => {
    if (!sure) return
    onClose()
    useTable.setState({ selection: nobody })
    void erasePeople(selection)
  }
  return (
    <Dialog
      open onClose={onClose} title={t.eraseTitle(...words)} text={t.eraseText}
      actions={<><Button onClick={onClose}>{t.cancel}</Button><Button tone="danger" disabled={!sure} onClick={go}>{t.erasePeople(...words)}</Button></>}
    >
      <form onSubmit={(e) => { e.preventDefault(); go() }}>
        <TextField label={t.typeToErase(t.eraseWord)} value={typed} onChange={setTyped} autoFocus autoComplete="off" />
      </form>
    </Dialog>
  )
}
