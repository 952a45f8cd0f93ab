/** What the list does to segments, each with its way back. */
import { perform } from '../../../actions/deeds'
import { go, routes } from '../../../app/routes'
import { announce } from '../../../app/status'
import { showTrouble } from '../../../app/trouble'
import { bridge, type RestorePoint, type SegmentRow } from '../../../bridge/client'
import { t } from '../../../i18n/segments'
import { isUnsaved } from '../state/draft'
import { changeDraft, dropDraft, useDrafts } from '../state/drafts'

type Named = Pick<SegmentRow, 'id' | 'name'>

/** Does something, says so to screen readers, and returns whether it was done. */
async function done(label: string, run: () => Promise<() => Promise<unknown>>): Promise<boolean> {
  const ok = await perform({ label, run })
  if (ok) announce(label)
  return ok
}

export function renameSegment({ id, name }: Named, next: string): Promise<boolean> {
  return done(t.didRename(name, next), async () => {
    await rename(id, next)
    return () => rename(id, name)
  })
}

/** What is unsaved of the segment in the studio stays, under the new name. */
async function rename(id: number, name: string): Promise<void> {
  await bridge.segments.rename(id, name)
  changeDraft(id, (draft) => ({ ...draft, name, saved: { ...draft.saved, name } }))
}

/** Has the studio read a segment anew, unless something of it is unsaved there. */
function forgetDraft(id: number): void {
  const draft = useDrafts.getState().drafts[id]
  if (draft && !isUnsaved(draft)) dropDraft(id)
}

export function duplicateSegment({ id, name }: Named): Promise<boolean> {
  let copy = 0
  return done(t.didDuplicate(name), async () => {
    if (copy) await bridge.segments.undelete(copy)
    else copy = await bridge.segments.duplicate(id, t.copyName(name))
    return () => bridge.segments.delete(copy)
  })
}

export function deleteSegment({ id, name }: Named): Promise<boolean> {
  return done(t.didDelete(name), async () => {
    await bridge.segments.delete(id)
    return () => bridge.segments.undelete(id)
  })
}

/** Puts the segment's rule in its place in the segments that ask about it, then deletes it. */
export function replaceAndDelete({ id, name }: Named): Promise<boolean> {
  return done(t.didReplaceAndDelete(name), async () => {
    const points = await bridge.segments.replaceUses(id)
    points.forEach((point) => forgetDraft(point.id))
    try {
      await bridge.segments.delete(id)
    } catch (reason) {
      await restoreAll(points)
      throw reason
    }
    return async () => {
      await bridge.segments.undelete(id)
      await restoreAll(points)
    }
  })
}

async function restoreAll(points: RestorePoint[]): Promise<void> {
  for (const { id, version } of points) {
    await bridge.segments.restore(id, version)
    forgetDraft(id)
  }
}

export function freezeSegment({ id, name }: Named): Promise<boolean> {
  return done(t.didFreeze(name), async () => {
    await bridge.segments.freeze(id)
    return () => bridge.segments.thaw(id)
  })
}

export function thawSegment({ id, name, frozenAt }: Pick<SegmentRow, 'id' | 'name' | 'frozenAt'>): Promise<boolean> {
  return done(t.didThaw(name), async () => {
    await bridge.segments.thaw(id)
    return () => bridge.segments.refreeze(id, frozenAt)
  })
}

/** Drafts a campaign to the segment and opens it. */
export async function draftCampaign({ id }: Named): Promise<void> {
  try {
    const campaign = await bridge.campaigns.create(id, '')
    go(routes.campaign(campaign.id))
  } catch (reason) {
    showTrouble(reason)
  }
}
