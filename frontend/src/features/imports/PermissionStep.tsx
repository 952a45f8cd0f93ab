import { t } from '../../i18n/imports'
import type { PermissionChoice } from '../../bridge/client'
import { languages } from '../../i18n/language'
import { TextArea, TextField } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { Select } from '../../ui/Select'
import { Choices } from './Choices'
import { isMapped } from './plan'
import { choose, useImport } from './task'
import { told } from './words'

/** Step 4: may these people be mailed? It cannot be skipped; "not yet" is an answer. */
export function PermissionStep() {
  const { selection, dryReport } = useImport()
  if (!selection) return null
  const permission = selection.permission
  const answer = (change: Partial<PermissionChoice>) => choose({ permission: { ...permission, ...change } })
  return (
    <>
      <h2 className="import-question">{t.mayQuestion}</h2>
      {isMapped(selection, 'permission:given') && <Notice>{t.columnDecides}</Notice>}
      <Choices
        label={t.mayQuestion}
        value={permission.answer}
        onChange={(value) => answer({ answer: value })}
        choices={[
          { value: 'consent', title: t.agreed, detail: t.agreedHint },
          { value: 'existing_customer', title: t.customers, detail: t.customersHint },
          { value: 'none', title: t.notYet, detail: t.notYetHint },
        ]}
      />
      {permission.answer === 'none' && dryReport && dryReport.peopleAdded > 0 && <Notice>{t.notYetMeans(...told(dryReport.peopleAdded))}</Notice>}
      {(permission.answer === 'consent' || permission.answer === 'existing_customer') && <Proof permission={permission} answer={answer} />}
    </>
  )
}

function Proof({ permission, answer }: { permission: PermissionChoice; answer: (change: Partial<PermissionChoice>) => void }) {
  const agreed = permission.answer === 'consent'
  return (
    <div className="import-proof">
      <TextField label={agreed ? t.whereAgreed : t.whereBought} value={permission.source} placeholder={agreed ? t.whereAgreedExample : t.whereBoughtExample} onChange={(source) => answer({ source })} />
      <TextField label={agreed ? t.whenAgreed : t.sinceWhen} type="date" value={permission.on} onChange={(on) => answer({ on })} hint={t.whenHint} />
      {agreed && <Purpose permission={permission} answer={answer} />}
      {agreed && <TextArea label={t.words} value={permission.wording} placeholder={t.wordsExample} onChange={(wording) => answer({ wording })} hint={t.wordsHint} />}
      {agreed && (
        <div className="field">
          <span className="field-label" aria-hidden>{t.wordsLanguage}</span>
          <Select label={t.wordsLanguage} value={permission.language} options={wordLanguages()} onChange={(language) => answer({ language })} />
        </div>
      )}
      <TextField label={t.proof} value={permission.proof} placeholder={t.proofExample} onChange={(proof) => answer({ proof })} />
    </div>
  )
}

function Purpose({ permission, answer }: { permission: PermissionChoice; answer: (change: Partial<PermissionChoice>) => void }) {
  return (
    <div className="field import-purpose">
      <span className="field-label" aria-hidden>{t.purpose}</span>
      <Select label={t.purpose} value={permission.purpose || 'marketing'} options={[{ value: 'marketing', label: t.purposeMarketing }, { value: 'service', label: t.purposeService }]} onChange={(purpose) => answer({ purpose })} />
      {permission.purpose === 'service' && <span className="field-hint">{t.purposeServiceHint}</span>}
    </div>
  )
}

/** The interface's languages first, then those that people in India are asked in. */
function wordLanguages() {
  const more = ['bn', 'mr', 'te', 'ta', 'gu', 'kn', 'ml', 'pa', 'or', 'ur', 'as']
  const names = new Intl.DisplayNames(['en'], { type: 'language' })
  return [{ value: '', label: '–' }, ...languages.map(({ value, name }) => ({ value: value as string, label: name })), ...more.map((value) => ({ value, label: own(value) ?? names.of(value) ?? value }))]
}

function own(code: string): string | undefined {
  try {
    return new Intl.DisplayNames([code], { type: 'language' }).of(code)
  } catch {
    return undefined
  }
}
