import { bridge } from '../../../bridge/client'
import { formatNumber } from '../../../i18n/format'
import { Note, Option, ticked } from './parts'
import type { EditorProps } from './types'
import { useLoaded } from './useLoaded'

/** Which saved segments somebody is in; any one of them is enough. */
export function SegmentsEditor({ condition, onChange }: EditorProps) {
  const chosen = condition.params.segments ?? []
  const { value: saved, trouble } = useLoaded('segments', () => bridge.segments.list())
  const gone = saved ? chosen.filter((id) => !saved.some((s) => s.id === id)) : []
  const tick = (id: number) => (on: boolean) => onChange({ segments: ticked(chosen, id, on) })
  return (
    <div className="editor-options scroll" role="group" aria-label="Saved segments">
      {trouble && <Note>{trouble}</Note>}
      {gone.map((id) => (
        <Option key={id} checked onChange={tick(id)}>
          A segment that was deleted
        </Option>
      ))}
      {saved?.map((s) => (
        <Option key={s.id} checked={chosen.includes(s.id)} onChange={tick(s.id)} aside={formatNumber(s.people)}>
          {s.name}
        </Option>
      ))}
      {saved?.length === 0 && <Note>No saved segments yet. Save one, then come back to use it here.</Note>}
    </div>
  )
}
