import { perform } from '../../../actions/deeds'
import { go, routes } from '../../../app/routes'
import { bridge, type SegmentRow } from '../../../bridge/client'
import { t } from '../../../i18n/segments'
import { useDeleting } from '../list/useDeleting'
import { useAnswer } from '../state/answer'
import { copyWords } from '../state/clipboard'
import { documentOf } from '../state/draft'
import { currentDraft, dropDraft } from '../state/drafts'

/** What the studio can do to its segment as a whole. */
export function useSegmentDeeds(stored: SegmentRow | undefined) {
  const { blocked, remove, close } = useDeleting()
  const gone = (id: number) => {
    go(routes.segments)
    dropDraft(id)
  }
  const removeStored = async () => {
    if (stored && (await remove(stored))) gone(stored.id)
  }
  return { blocked, close, gone, remove: () => void removeStored(), duplicate: () => void duplicateDraft(), words: () => void copySentence() }
}

/** Saves a copy of what is on the screen, unsaved changes included, and opens it. */
async function duplicateDraft(): Promise<void> {
  const draft = currentDraft()
  const document = documentOf(draft)
  let copy = 0
  const done = await perform({
    label: t.didDuplicate(draft.name),
    run: async () => {
      if (copy) await bridge.segments.undelete(copy)
      else copy = (await bridge.segments.save(0, t.copyName(draft.name), document)).id
      return () => bridge.segments.delete(copy)
    },
  })
  if (done) go(routes.segment(copy))
}

/** Copies the sentence of the rule on the screen. */
export function copySentence(): Promise<void> {
  return copyWords((useAnswer.getState().sentence ?? []).map((phrase) => phrase.text).join(''))
}
