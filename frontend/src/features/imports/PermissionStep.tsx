import { t } from '../../i18n/imports'
import type { PermissionChoice } from '../../bridge/client'
import { TextArea, TextField } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { Select } from '../../ui/Select'
import { Choices } from './Choices'
import { isMapped } from './plan'
import { choose, useImport } from './task'

/** Step 4: may these people be mailed? It cannot be skipped; "not yet" is an answer. */
export function PermissionStep() {
  const selection = useImport((task) => task.selection)
  if (!selection) return null
  const permission = selection.permission
  const answer = (change: Partial<PermissionChoice>) => choose({ permission: { ...permission, ...change } })
  return (
    <>
      <h2 className="import-question">{t.mayMail}</h2>
      {isMapped(selection, 'permission:given') && <Notice>{t.columnDecides}</Notice>}
      <Choices
        label={t.mayMail}
        value={permission.answer}
        onChange={(value) => answer({ answer: value })}
        choices={[
          { value: 'consent', title: t.agreed, detail: t.agreedWhy },
          { value: 'existing_customer', title: t.customers, detail: t.customersWhy },
          { value: 'none', title: t.notYet, detail: t.notYetWhy },
        ]}
      />
      {permission.answer === 'none' && <NotYet />}
      {(permission.answer === 'consent' || permission.answer === 'existing_customer') && <Proof permission={permission} answer={answer} />}
    </>
  )
}

function NotYet() {
  const added = useImport((task) => task.found?.report.peopleAdded)
  if (added === undefined) return null
  return <Notice tone={added > 0 ? 'warn' : 'plain'}>{added === 0 ? t.notYetNone : added === 1 ? t.notYetOne : t.notYetCount(added)}</Notice>
}

type Answer = (change: Partial<PermissionChoice>) => void

function Proof({ permission, answer }: { permission: PermissionChoice; answer: Answer }) {
  const agreed = permission.answer === 'consent'
  return (
    <div className="import-proof">
      <TextField label={agreed ? t.whereAgreed : t.whereBought} value={permission.source} placeholder={agreed ? t.whereAgreedExample : t.whereBoughtExample} onChange={(source) => answer({ source })} />
      <TextField label={agreed ? t.whenAgreed : t.sinceWhen} type="date" value={permission.on} onChange={(on) => answer({ on })} hint={t.whenHint} />
      <div className="import-wide">
        <p className="field-label">{t.purposeQuestion}</p>
        <Choices
          label={t.purposeQuestion}
          value={permission.purpose || 'marketing'}
          onChange={(purpose) => answer({ purpose })}
          choices={[{ value: 'marketing', title: t.marketing, detail: t.marketingWhy }, { value: 'service', title: t.service, detail: t.serviceWhy }]}
        />
      </div>
      {agreed && <Wording permission={permission} answer={answer} />}
      <TextField label={t.proof} value={permission.proof} placeholder={t.proofExample} onChange={(proof) => answer({ proof })} />
    </div>
  )
}

function Wording({ permission, answer }: { permission: PermissionChoice; answer: Answer }) {
  const options = Object.entries(t.languages).map(([value, label]) => ({ value, label }))
  return (
    <>
      <TextArea label={t.wording} value={permission.wording} placeholder={t.wordingExample} onChange={(wording) => answer({ wording })} hint={t.wordingHint} />
      <div className="field">
        <span className="field-label" aria-hidden>{t.wordingLanguage}</span>
        <Select label={t.wordingLanguage} value={permission.language} options={options} onChange={(language) => answer({ language })} />
      </div>
    </>
  )
}
