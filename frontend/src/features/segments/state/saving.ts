/** Storing the draft on the screen. */
import { bridge, sentenceOf } from '../../../bridge/client'
import { go, routes } from '../../../app/routes'
import { announce, report } from '../../../app/status'
import { documentOf, isUnsaved, stored } from './draft'
import { changeDraft, currentDraft, dropDraft, hasDraft, showDraft, useDrafts } from './drafts'

/** Stores the draft and returns the segment's number. Rejects with words for the user. */
async function store(): Promise<number> {
  const { current } = useDrafts.getState()
  const draft = currentDraft()
  const sent = { name: draft.name.trim(), rule: draft.rule }
  const view = await bridge.segments.save(draft.segment, sent.name, documentOf(draft))
  if (current === 'new' && hasDraft('new')) {
    const shown = useDrafts.getState().current === 'new'
    const saved = stored(useDrafts.getState().drafts['new'] ?? draft, view.id, sent)
    dropDraft('new')
    useDrafts.setState((s) => ({ drafts: { ...s.drafts, [view.id]: { ...saved, name: sent.name } } }))
    if (shown) showDraft(view.id)
  } else changeDraft(current, (d) => stored(d, view.id, sent))
  return view.id
}

/** Saves and says so. Returns the segment's number, undefined if it failed, with the words for why. */
export async function save(fail: (sentence: string) => void): Promise<number | undefined> {
  try {
    const id = await store()
    report('Saved')
    announce('Segment saved.')
    fail('')
    return id
  } catch (reason) {
    fail(sentenceOf(reason))
    return undefined
  }
}

/** Saves and stays in the studio, under the segment's own address. */
export async function saveAndStay(fail: (sentence: string) => void): Promise<void> {
  const id = await save(fail)
  if (id !== undefined) go(routes.segment(id))
}

/** Saves first, then drafts a campaign for the segment and opens it. */
export async function draftCampaign(fail: (sentence: string) => void): Promise<void> {
  const draft = currentDraft()
  const id = draft.segment === 0 || isUnsaved(draft) ? await save(fail) : draft.segment
  if (id === undefined) return
  try {
    const campaign = await bridge.campaigns.create(id, '')
    go(routes.campaign(campaign.id))
  } catch (reason) {
    fail(sentenceOf(reason))
  }
}
