/** Editors of how somebody stands as an addressee: permission, blocking, list health. */
import { bridge } from '../../bridge/client'
import { t } from '../../i18n/editors'
import { Select } from '../../ui/Select'
import { optionsOf } from './known'
import { Note, someOf, TextPart, TickList, Ways } from './parts'
import type { EditorProps } from './types'
import { useLoaded } from './useLoaded'

/** What a permission is for, whether it is given or withdrawn, and on what basis. */
export function ConsentEditor({ condition, onChange }: EditorProps) {
  const { purpose = 'marketing', state, basis = [] } = condition.params
  const bases = useListed('consent:basis')
  return (
    <>
      <Ways label={t.permission} value={state || 'granted'} words={{ granted: t.given, withdrawn: t.withdrawn }} onChange={(next) => onChange({ state: next === 'withdrawn' ? next : undefined })} />
      <PurposePart purpose={purpose} onChange={(next) => onChange({ purpose: next })} />
      <TickList label={t.basis} words={withOwn(t.bases, [...bases, ...basis])} chosen={basis} onChange={(next) => onChange({ basis: someOf(next) })} />
      <Note>{t.anyBasis}</Note>
    </>
  )
}

/** What the permission ledger of the workspace has, the most frequent first. */
function useListed(source: string): string[] {
  const { value = [] } = useLoaded(source, () => bridge.segments.values(source, '', 50))
  return value.map((v) => v.value)
}

const own = '\u0000own'

/** Marketing, or a purpose in the workspace's own words. */
function PurposePart({ purpose, onChange }: { purpose: string; onChange(purpose: string): void }) {
  const words = withOwn(t.purposes, useListed('consent:purpose'))
  const known = purpose in words
  const options = [...optionsOf(words), { value: own, label: t.otherPurpose }]
  return (
    <>
      <Select label={t.purpose} value={known ? purpose : own} options={options} onChange={(next) => onChange(next === own ? '' : next)} block />
      {!known && <TextPart label={t.otherPurpose} value={purpose} onChange={onChange} />}
    </>
  )
}

/** Words that are chosen but have no name here stay to be seen. */
function withOwn(words: Record<string, string>, chosen: string[]): Record<string, string> {
  return { ...words, ...Object.fromEntries(chosen.filter((c) => !(c in words)).map((c) => [c, c])) }
}

/** Why somebody must not be mailed. */
export function SuppressedEditor({ condition, onChange }: EditorProps) {
  const { reasons = [] } = condition.params
  return (
    <>
      <TickList label={t.why} words={withOwn(t.reasons, reasons)} chosen={reasons} onChange={(next) => onChange({ reasons: someOf(next) })} />
      <Note>{t.anyReason}</Note>
    </>
  )
}

/** What is looked at, and how a mail bounced. */
export function HealthEditor({ condition, onChange }: EditorProps) {
  const { is, bounce } = condition.params
  const what = typeof is === 'string' ? is : ''
  const choose = (next: string) => onChange({ is: next, bounce: undefined, window: undefined })
  return (
    <>
      <Select label={t.healthWhat} value={what} options={optionsOf(t.healths)} onChange={choose} block />
      {what === 'bounced' && <Ways label={t.bounceKind} value={bounce || 'any'} words={t.bounces} onChange={(next) => onChange({ bounce: next === 'any' ? undefined : next })} />}
      {what === 'never_engaged' && <Note>{t.healthNote}</Note>}
    </>
  )
}
