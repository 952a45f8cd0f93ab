import { useEffect } from 'react'
import { onWorkspaceChange } from '../../../app/workspace'
import { useLoad } from '../../../app/useLoad'
import { bridge, type SegmentRow } from '../../../bridge/client'
import { useDraft } from '../state/drafts'

/** The saved segment behind the draft on the screen, kept up to date; undefined for a new one. */
export function useStored(): SegmentRow | undefined {
  const segment = useDraft((d) => d.segment)
  const { value, reload } = useLoad(() => bridge.segments.rows(), segment, segment !== 0)
  useEffect(() => onWorkspaceChange(reload), [reload])
  return segment === 0 ? undefined : value?.find((row) => row.id === segment)
}
