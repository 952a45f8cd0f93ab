import { FileSpreadsheet } from 'lucide-react'
import { formatBytes, formatDay } from '../../i18n/format'
import { t } from '../../i18n/imports'
import type { Inspection } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { NumberField } from '../../ui/NumberField'
import { Segmented } from '../../ui/Segmented'
import { Select } from '../../ui/Select'
import { ChooseFile, Locked } from './ChooseFile'
import { Preview } from './Preview'
import { pickFile, readAgain, useImport } from './task'

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
          <p>{formatBytes(inspection.bytes)}, {inspection.format}</p>
        </div>
        <span className="sp" />
        <Button onClick={() => void pickFile()}>{t.chooseOther}</Button>
      </header>
      <Recognised inspection={inspection} />
      <ReadingChoices inspection={inspection} />
      {inspection.questions.map((question) => <Notice key={question.code}>{question.text}</Notice>)}
      {inspection.questions.some((question) => question.code === 'hidden_rows') && <HiddenRows />}
      {inspection.warnings.map((warning) => <Notice key={warning} tone="warn">{warning}</Notice>)}
      <h3 className="import-heading">{t.firstRows}</h3>
      <Preview inspection={inspection} rows={12} onHeader={(headerRow) => void readAgain({ headerRow })} />
    </>
  )
}

/** What is known of such files: the program they come from, and how their columns were matched before. */
function Recognised({ inspection }: { inspection: Inspection }) {
  const before = inspection.remembered
  const changed = before ? [before.new.length > 0 && t.newColumns(before.new.join(', ')), before.gone.length > 0 && t.goneColumns(before.gone.join(', '))].filter(Boolean).join(' ') : ''
  return (
    <>
      {inspection.preset !== '' && <Notice>{t.preset(inspection.preset)}</Notice>}
      {before && (
        <div className="import-corrections">
          <span>{before.same ? t.remembered(before.name, formatDay(before.usedAt)) : t.rememberedNearly(before.name, formatDay(before.usedAt))} {changed}</span>
          <Button onClick={() => void readAgain({ fresh: true })}>{t.forgetRemembered}</Button>
        </div>
      )}
    </>
  )
}

function HiddenRows() {
  const selection = useImport((task) => task.selection)
  if (!selection) return null
  return (
    <div className="import-kind">
      <h2>{t.hiddenRows}</h2>
      <Segmented
        label={t.hiddenRows}
        value={selection.options.hiddenRows === 'skip' ? 'skip' : 'read'}
        options={[{ value: 'read', label: t.hiddenRead }, { value: 'skip', label: t.hiddenSkip }]}
        onChange={(hiddenRows) => void readAgain({ hiddenRows })}
      />
    </div>
  )
}

function ReadingChoices({ inspection }: { inspection: Inspection }) {
  const text = inspection.format !== 'xlsx'
  const delimiters = [{ value: ',', label: t.comma }, { value: ';', label: t.semicolon }, { value: 'tab', label: t.tab }, { value: '|', label: t.bar }]
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
            <Select label={t.between} value={inspection.delimiter === '\t' ? 'tab' : inspection.delimiter} options={delimiters} onChange={(delimiter) => void readAgain({ delimiter })} />
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
