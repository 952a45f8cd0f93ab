import { FileSpreadsheet, LockKeyhole } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Inspection } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { TextField } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { NumberField } from '../../ui/NumberField'
import { Select } from '../../ui/Select'
import { formatBytes } from '../../i18n/format'
import { t } from '../../i18n/imports'
import { History } from './History'
import { Preview } from './Preview'
import { Questions } from './Questions'
import { offerCells, pickFile, readAgain, useImport } from './task'

const encodings = ['utf-8', 'utf-16le', 'windows-1252', 'iso-8859-1', 'iso-8859-15', 'windows-1250', 'windows-1251', 'shift_jis', 'gbk']

/** Step 1: which file, and how to read it. */
export function FileStep() {
  const { inspection, reading, locked } = useImport()
  if (locked) return <Locked />
  if (!inspection) return <ChooseFile reading={reading} />
  return (
    <>
      <header className="import-file">
        <span className="import-file-icon" aria-hidden><FileSpreadsheet size={20} /></span>
        <div>
          <h2>{inspection.file}</h2>
          <p>{t.readAs(formatBytes(inspection.bytes), inspection.format)}</p>
        </div>
        <span className="sp" />
        <Button onClick={() => void pickFile()}>{t.chooseAnother}</Button>
      </header>
      <Questions inspection={inspection} />
      <ReadingChoices inspection={inspection} />
      {inspection.warnings.map((warning) => <Notice key={warning} tone="warn">{warning}</Notice>)}
      <h3 className="import-heading">{t.firstRowsRead}</h3>
      <p className="import-lead">{t.headerHint}</p>
      <Preview inspection={inspection} rows={12} onHeader={(headerRow) => void readAgain({ headerRow })} />
    </>
  )
}

function ChooseFile({ reading }: { reading: boolean }) {
  usePastedCells()
  return (
    <>
      <div className="import-choose">
        <span className="import-choose-icon" aria-hidden><FileSpreadsheet size={26} /></span>
        <h2>{reading ? t.reading : t.dropHere}</h2>
        <p>{t.kindsOfFile}</p>
        <Button tone="primary" disabled={reading} onClick={() => void pickFile()}>{t.chooseFile}</Button>
        <p className="import-paste">{t.pasteHint}</p>
      </div>
      <History />
    </>
  )
}

/** Cells that are pasted anywhere on the screen, though not into a box for text, are a file. */
function usePastedCells() {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if ((event.target as HTMLElement | null)?.closest?.('input, textarea')) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (text.trim() !== '') void offerCells(text)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [])
}

function Locked() {
  const [password, setPassword] = useState('')
  return (
    <form className="import-locked" onSubmit={(event) => { event.preventDefault(); void readAgain({ password }) }}>
      <span className="import-choose-icon" aria-hidden><LockKeyhole size={22} /></span>
      <TextField label={t.password} type="password" value={password} onChange={setPassword} autoFocus hint={t.passwordHint} />
      <div className="import-buttons">
        <Button type="submit" tone="primary" disabled={password === ''}>{t.unlock}</Button>
        <Button onClick={() => void pickFile()}>{t.chooseAnother}</Button>
      </div>
    </form>
  )
}

function ReadingChoices({ inspection }: { inspection: Inspection }) {
  const text = inspection.format !== 'xlsx'
  return (
    <div className="import-reading">
      {inspection.sheets.length > 1 && (
        <Choice label={t.sheet}>
          <Select label={t.sheet} value={inspection.sheet} options={inspection.sheets.map((sheet) => ({ value: sheet.name, label: sheet.hidden ? t.hiddenSheet(sheet.name) : sheet.name }))} onChange={(sheet) => void readAgain({ sheet, headerRow: 0 })} />
        </Choice>
      )}
      <Choice label={t.headerRow}>
        <NumberField label={t.headerRow} value={Math.max(0, inspection.headerRow)} min={0} max={200} onChange={(row) => row !== null && row !== inspection.headerRow && void readAgain({ headerRow: row === 0 ? -1 : row })} />
      </Choice>
      {text && (
        <>
          <Choice label={t.letters}>
            <Select label={t.letters} value={inspection.encoding} options={withPresent(encodings, inspection.encoding)} onChange={(encoding) => void readAgain({ encoding })} />
          </Choice>
          <Choice label={t.between}>
            <Select label={t.between} value={inspection.delimiter === '\t' ? 'tab' : inspection.delimiter} options={[{ value: ',', label: t.delimiters.comma }, { value: ';', label: t.delimiters.semicolon }, { value: 'tab', label: t.delimiters.tab }, { value: '|', label: t.delimiters.line }]} onChange={(delimiter) => void readAgain({ delimiter })} />
          </Choice>
        </>
      )}
    </div>
  )
}

function Choice({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="field">
      <span className="field-label" aria-hidden>{label}</span>
      {children}
    </div>
  )
}

function withPresent(names: string[], present: string) {
  const all = present === '' || names.includes(present.toLowerCase()) ? names : [present, ...names]
  return all.map((name) => ({ value: name.toLowerCase() === present.toLowerCase() ? present : name, label: name.toUpperCase() }))
}
