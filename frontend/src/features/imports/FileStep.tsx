import { FileSpreadsheet, LockKeyhole } from 'lucide-react'
import { useState } from 'react'
import type { Inspection } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { TextField } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { NumberField } from '../../ui/NumberField'
import { Select } from '../../ui/Select'
import { formatBytes } from '../../i18n/format'
import { Preview } from './Preview'
import { pickFile, readAgain, useImport } from './task'

const encodings = ['utf-8', 'utf-16le', 'windows-1252', 'iso-8859-1', 'iso-8859-15', 'windows-1250', 'windows-1251', 'shift_jis', 'gbk']
const delimiters = [{ value: ',', label: 'Comma' }, { value: ';', label: 'Semicolon' }, { value: 'tab', label: 'Tab' }, { value: '|', label: 'Upright line' }]

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
          <p>{formatBytes(inspection.bytes)}, {inspection.format}</p>
        </div>
        <span className="sp" />
        <Button onClick={() => void pickFile()}>Choose another file</Button>
      </header>
      <ReadingChoices inspection={inspection} />
      {inspection.warnings.map((warning) => <Notice key={warning} tone="warn">{warning}</Notice>)}
      <h3 className="import-heading">The first rows, as they were read</h3>
      <Preview inspection={inspection} rows={12} />
    </>
  )
}

function ChooseFile({ reading }: { reading: boolean }) {
  return (
    <div className="import-choose">
      <span className="import-choose-icon" aria-hidden><FileSpreadsheet size={26} /></span>
      <h2>{reading ? 'Reading the file' : 'Drop a spreadsheet anywhere on this window'}</h2>
      <p>Excel (.xlsx), .csv or .tsv, with people or with orders. The file stays on this computer and is not changed.</p>
      <Button tone="primary" disabled={reading} onClick={() => void pickFile()}>Choose a file</Button>
    </div>
  )
}

function Locked() {
  const [password, setPassword] = useState('')
  return (
    <form className="import-locked" onSubmit={(event) => { event.preventDefault(); void readAgain({ password }) }}>
      <span className="import-choose-icon" aria-hidden><LockKeyhole size={22} /></span>
      <TextField label="Password of the workbook" type="password" value={password} onChange={setPassword} autoFocus hint="Used to read this file only. It is not kept." />
      <div className="import-buttons">
        <Button type="submit" tone="primary" disabled={password === ''}>Unlock</Button>
        <Button onClick={() => void pickFile()}>Choose another file</Button>
      </div>
    </form>
  )
}

function ReadingChoices({ inspection }: { inspection: Inspection }) {
  const text = inspection.format !== 'xlsx'
  return (
    <div className="import-reading">
      {inspection.sheets.length > 1 && (
        <Choice label="Sheet">
          <Select label="Sheet" value={inspection.sheet} options={inspection.sheets.map((sheet) => ({ value: sheet.name, label: sheet.hidden ? `${sheet.name} (hidden)` : sheet.name }))} onChange={(sheet) => void readAgain({ sheet, headerRow: 0 })} />
        </Choice>
      )}
      <Choice label="Row with the column names">
        <NumberField label="Row with the column names" value={Math.max(0, inspection.headerRow)} min={0} max={200} onChange={(row) => row !== null && row !== inspection.headerRow && void readAgain({ headerRow: row === 0 ? -1 : row })} />
      </Choice>
      {text && (
        <>
          <Choice label="Letters">
            <Select label="Letters" value={inspection.encoding} options={withPresent(encodings, inspection.encoding)} onChange={(encoding) => void readAgain({ encoding })} />
          </Choice>
          <Choice label="Between the columns">
            <Select label="Between the columns" value={inspection.delimiter === '\t' ? 'tab' : inspection.delimiter} options={delimiters} onChange={(delimiter) => void readAgain({ delimiter })} />
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
