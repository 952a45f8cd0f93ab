/** Editors of how regularly something was done. */
import { t } from '../../i18n/editors'
import type { Unit } from '../../rule'
import { CountPart } from './CountEditor'
import { Note, NumberPart, QuickChoices } from './parts'
import type { EditorProps } from './types'
import { UnitPart } from './WindowEditor'

/** In how many of the last periods. */
export function RegularCountEditor({ condition, onChange }: EditorProps) {
  return (
    <>
      <CountPart label={t.inHowMany} count={condition.params.count} onChange={(count) => onChange({ count })} />
      <Note>{t.periodsNote}</Note>
    </>
  )
}

const often: [number, Unit][] = [[4, 'week'], [8, 'week'], [3, 'month'], [6, 'month'], [12, 'month']]

/** How many of the last days, weeks or months are looked at. */
export function PeriodsEditor({ condition, onChange }: EditorProps) {
  const { of = 6, unit = 'month' } = condition.params
  const choices = often.map(([n, u]) => ({ label: `${n} ${t.units[u]}`, on: of === n && unit === u, choose: () => onChange({ of: n, unit: u }) }))
  return (
    <>
      <div className="editor-pair">
        <NumberPart label={t.periods} min={1} max={400} value={of} onChange={(n) => onChange({ of: Math.round(n) })} />
        <UnitPart value={unit as Unit} only={['day', 'week', 'month']} onChange={(next) => onChange({ unit: next })} />
      </div>
      <QuickChoices label={t.oftenAsked} choices={choices} />
      <Note>{t.periodsNote}</Note>
    </>
  )
}
