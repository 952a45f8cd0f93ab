/** Editors of a random part of everybody. */
import { t } from '../../i18n/editors'
import { decimal } from './comparison'
import { Note, NumberPart, QuickChoices, TextPart } from './parts'
import type { EditorProps } from './types'

/** From which to which per cent the part goes. */
export function SplitEditor({ condition, onChange }: EditorProps) {
  const from = Number(condition.params.from || 0)
  const to = Number(condition.params.to || 10)
  const set = (a: number, b: number) => onChange({ from: a > 0 ? decimal(a) : undefined, to: decimal(b) })
  const choices = [5, 10, 20, 50].map((n) => ({ label: t.parts10(n), on: from === 0 && to === n, choose: () => set(0, n) }))
  return (
    <>
      <div className="editor-pair">
        <NumberPart label={t.percentFrom} min={0} max={99} value={from} onChange={(n) => set(n, Math.max(to, n + 1))} />
        <NumberPart label={t.percentTo} min={1} max={100} value={to} onChange={(n) => set(Math.min(from, n - 1), n)} />
      </div>
      <QuickChoices label={t.oftenAsked} choices={choices} />
      <Note>{t.splitNote}</Note>
    </>
  )
}

/** The name of the split, which draws the lots. */
export function SplitNameEditor({ condition, onChange }: EditorProps) {
  return (
    <>
      <TextPart label={t.splitName} value={condition.params.name ?? ''} onChange={(name) => onChange({ name })} />
      <Note>{t.splitNote}</Note>
    </>
  )
}
