import { FileSpreadsheet, LockKeyhole } from 'lucide-react'
import { useEffect, useState } from 'react'
import { t } from '../../i18n/imports'
import { Button } from '../../ui/Button'
import { TextField } from '../../ui/Field'
import { History } from './History'
import { pasteCells, pickFile, readAgain } from './task'

/** Before there is a file: drop, choose or paste, and what was imported so far. */
export function ChooseFile({ reading }: { reading: boolean }) {
  usePasted()
  return (
    <>
      <div className="import-choose">
        <span className="import-choose-icon" aria-hidden><FileSpreadsheet size={26} /></span>
        <h2>{reading ? t.reading : t.drop}</h2>
        <p>{t.dropHint}</p>
        <Button tone="primary" disabled={reading} onClick={() => void pickFile()}>{t.choose}</Button>
        <p className="import-paste">{t.pasteHint}</p>
      </div>
      {!reading && <History />}
    </>
  )
}

/** Cells that are pasted while nothing is being written come in like a file. */
function usePasted() {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (text.trim() === '' || event.target instanceof HTMLInputElement) return
      event.preventDefault()
      void pasteCells(text)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [])
}

export function Locked() {
  const [password, setPassword] = useState('')
  return (
    <form className="import-locked" onSubmit={(event) => { event.preventDefault(); void readAgain({ password }) }}>
      <span className="import-choose-icon" aria-hidden><LockKeyhole size={22} /></span>
      <TextField label={t.password} type="password" value={password} onChange={setPassword} autoFocus hint={t.passwordHint} />
      <div className="import-buttons">
        <Button type="submit" tone="primary" disabled={password === ''}>{t.unlock}</Button>
        <Button onClick={() => void pickFile()}>{t.chooseOther}</Button>
      </div>
    </form>
  )
}
