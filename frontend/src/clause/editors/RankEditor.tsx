/** Editors of a ranking: how many people, by what, among whom. */
import { t } from '../../i18n/editors'
import { Select } from '../../ui/Select'
import { namedOptions, useFields } from './known'
import { MeasureEditor } from './MeasureEditor'
import { Note, NumberPart, QuickChoices, someOf, Ways } from './parts'
import { SegmentList } from './SegmentsEditor'
import type { EditorProps } from './types'

/** The top or bottom so many people, or per cent of them. */
export function RankEditor({ condition, onChange }: EditorProps) {
  const { end = 'top', n = 10, unit = 'percent' } = condition.params
  const percent = unit === 'percent'
  const choices = (percent ? [1, 5, 10, 20] : [10, 50, 100, 1000]).map((k) => ({ label: percent ? t.parts10(k) : String(k), on: n === k, choose: () => onChange({ n: k }) }))
  return (
    <>
      <Ways label={t.whichEnd} value={end} words={t.ends} onChange={(next) => onChange({ end: next })} />
      <NumberPart label={t.howMany} min={1} max={percent ? 100 : undefined} value={n} onChange={(next) => onChange({ n: Math.round(next) })} />
      <Ways label={t.peopleOrPercent} value={unit} words={t.rankUnits} onChange={(next) => onChange({ unit: next, n: next === 'percent' ? Math.min(n, 100) : n })} />
      <QuickChoices label={t.oftenAsked} choices={choices} />
      <Note>{t.rankNote}</Note>
    </>
  )
}

/** What people are ranked by: something known about them, or what they did. */
export function RankByEditor(props: EditorProps) {
  const { params } = props.condition
  const { onChange } = props
  const fields = (useFields() ?? []).filter((f) => ['number', 'money', 'date', 'time'].includes(f.type))
  const byField = params.field !== undefined
  const choose = (way: string) =>
    way === 'field'
      ? onChange({ field: fields[0]?.key ?? '', event: undefined, measure: undefined, property: undefined, window: undefined, where: undefined })
      : onChange({ field: undefined, event: 'purchased', measure: 'count' })
  return (
    <>
      <Select label={t.rankedBy} value={byField ? 'field' : 'events'} options={[{ value: 'events', label: t.byEvents }, { value: 'field', label: t.byField }]} onChange={choose} block />
      {byField ? (
        <Select label={t.about} value={params.field ?? ''} options={namedOptions(fields, params.field)} onChange={(field) => onChange({ field })} block />
      ) : (
        <MeasureEditor {...props} />
      )}
    </>
  )
}

/** The segments whose members are ranked. */
export function AmongEditor({ condition, onChange }: EditorProps) {
  return (
    <>
      <SegmentList chosen={condition.params.among ?? []} onChange={(among) => onChange({ among: someOf(among) })} />
      <Note>{t.amongEveryone}</Note>
    </>
  )
}
