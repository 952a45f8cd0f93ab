/** Editors of conditions about saved segments. */
import { bridge } from '../../bridge/client'
import { t } from '../../i18n/editors'
import { formatNumber } from '../../i18n/format'
import { Note, Option, ticked, Ways } from './parts'
import type { EditorProps } from './types'
import { useLoaded } from './useLoaded'

/** Which saved segments somebody is in; any one of them is enough. */
export function SegmentsEditor({ condition, onChange }: EditorProps) {
  const { segments = [] } = condition.params
  return (
    <>
      <SegmentList chosen={segments} onChange={(next) => onChange({ segments: next })} />
      {segments.length > 1 && <Note>{t.anyOfThese}</Note>}
    </>
  )
}

/** Whether people entered or left, and which segments. */
export function HistoryEditor(props: EditorProps) {
  const { condition, onChange } = props
  return (
    <>
      <Ways label={t.enteredOrLeft} value={condition.params.change ?? ''} words={t.changes} onChange={(change) => onChange({ change })} />
      <SegmentsEditor {...props} />
    </>
  )
}

/** The saved segments to tick, with those that are ticked but were deleted. */
export function SegmentList({ chosen, onChange }: { chosen: number[]; onChange(chosen: number[]): void }) {
  const { value: saved, trouble } = useLoaded('segments', () => bridge.segments.list())
  const gone = saved ? chosen.filter((id) => !saved.some((s) => s.id === id)) : []
  const tick = (id: number) => (on: boolean) => onChange(ticked(chosen, id, on))
  return (
    <div className="editor-options scroll" role="group" aria-label={t.savedSegments}>
      {trouble && <Note>{trouble}</Note>}
      {gone.map((id) => (
        <Option key={id} checked onChange={tick(id)}>
          {t.deletedSegment}
        </Option>
      ))}
      {saved?.map((s) => (
        <Option key={s.id} checked={chosen.includes(s.id)} onChange={tick(s.id)} aside={formatNumber(s.people)}>
          {s.name}
        </Option>
      ))}
      {saved?.length === 0 && <Note>{t.noSegments}</Note>}
    </div>
  )
}
