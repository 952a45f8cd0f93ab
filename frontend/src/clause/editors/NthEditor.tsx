import { t } from '../../i18n/editors'
import { Labelled, Note, NumberPart, QuickChoices, Ways } from './parts'
import type { EditorProps } from './types'

/** Which of many it is about: the first, the last, or the n-th from either end. */
export function NthEditor({ condition, onChange }: EditorProps) {
  const { n = 1 } = condition.params
  const quick = (label: string, value: number) => ({ label, on: n === value, choose: () => onChange({ n: value }) })
  const words = t.positions
  const end = n < 0 ? 'end' : 'start'
  return (
    <>
      <QuickChoices label={t.position} choices={[quick(words.first, 1), quick(words.second, 2), quick(words.third, 3), quick(words.last, -1), quick(words.beforeLast, -2)]} />
      <NumberPart label={t.number} min={1} max={10_000} value={Math.abs(n)} onChange={(next) => onChange({ n: Math.round(next) * (n < 0 ? -1 : 1) })} />
      <Labelled label={t.countFrom}>
        <Ways label={t.countFrom} value={end} words={{ start: t.fromTheStart, end: t.fromTheEnd }} onChange={(way) => onChange({ n: Math.abs(n) * (way === 'end' ? -1 : 1) })} />
      </Labelled>
      {!condition.not && <Note>{t.nthNote}</Note>}
    </>
  )
}
