/** Editors of what was done with the last emails. */
import { t } from '../../i18n/editors'
import { CountPart } from './CountEditor'
import { Note, NumberPart, Option, QuickChoices, Ways } from './parts'
import type { EditorProps } from './types'

/** How many of the last mails sent to somebody it looks at, and for what. */
export function MessagesEditor({ condition, onChange }: EditorProps) {
  const { n = 3, action = 'opened', machines = false } = condition.params
  const choices = [1, 3, 5, 10].map((k) => ({ label: t.theLast(k), on: n === k, choose: () => onChange({ n: k }) }))
  return (
    <>
      <Ways label={t.whatTheyDid} value={action} words={t.actions} onChange={(next) => onChange({ action: next })} />
      <NumberPart label={t.lastEmails} min={1} max={1000} value={n} onChange={(next) => onChange({ n: Math.round(next) })} />
      <QuickChoices label={t.oftenAsked} choices={choices} />
      <Option checked={machines} onChange={(on) => onChange({ machines: on || undefined })}>{t.machines}</Option>
      <Note>
        {t.fewerSent(n, Boolean(condition.not))} {t.machinesNote}
      </Note>
    </>
  )
}

/** How many of the last emails it has to be. */
export function MessagesCountEditor({ condition, onChange }: EditorProps) {
  return <CountPart label={t.howMany} count={condition.params.count} onChange={(count) => onChange({ count })} />
}
