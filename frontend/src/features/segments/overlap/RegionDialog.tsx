import { useState } from 'react'
import { perform } from '../../../actions/deeds'
import { go, routes } from '../../../app/routes'
import { bridge, sentenceOf, type OverlapRegion, type OverlapView } from '../../../bridge/client'
import { formatNumber, people } from '../../../i18n/format'
import { t } from '../../../i18n/overlap'
import { t as words } from '../../../i18n/segments'
import { Button } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { Notice } from '../../../ui/Notice'
import { PeopleList } from '../audience/PeopleList'
import type { Compared } from './useOverlap'
import { segmentWords, wholeWords } from './words'

interface Props {
  compared: Compared
  view: OverlapView
  region: OverlapRegion
  onClose(): void
}

/** The people of one combination, and a segment of them. */
export function RegionDialog({ compared, view, region, onClose }: Props) {
  const [trouble, setTrouble] = useState('')
  const { document, ids } = compared
  const save = () => saveRegion(compared, view, region.in).then((fault) => (fault ? setTrouble(fault) : onClose()), (reason: unknown) => setTrouble(sentenceOf(reason)))
  return (
    <Dialog
      open
      onClose={onClose}
      title={people(region.people)}
      text={wholeWords(view, region.in)}
      actions={
        <>
          <span className="quiet-words">{t.canBeMailed(formatNumber(region.mailable))}</span>
          <span className="sp" />
          <Button onClick={onClose}>{t.close}</Button>
          <Button tone="primary" onClick={() => void save()}>{t.save}</Button>
        </>
      }
    >
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      <div className="region-people">
        <PeopleList
          heading={wholeWords(view, region.in)} about={`${region.in.join()} ${ids.join()} ${document}`} document={document || undefined}
          fetch={(offset, limit) => bridge.segments.overlapPeople(document, ids, region.in, offset, limit)}
        />
      </div>
    </Dialog>
  )
}

/** Saves a segment of a combination and opens it. Returns why it cannot, "" when it is done. */
async function saveRegion({ document, own, saved, name: rule }: Compared, view: OverlapView, within: number[]): Promise<string> {
  const has = (k: number) => within.includes(k)
  const numbers = (inside: boolean) => view.sets.flatMap((set, k) => {
    const id = set.id === 0 && saved ? own : set.id
    return id > 0 && has(k) === inside ? [id] : []
  })
  const copies = document !== '' && !saved
  const made = await bridge.segments.regionRule(copies ? document : '', copies && has(0), numbers(true), numbers(false))
  if (made.fault) return t.cannotCopy[made.fault] ?? words.cannotCopy[made.fault] ?? ''
  const name = segmentWords(view, within, rule)
  let id = 0
  const label = t.didSave(name)
  const done = await perform({
    label,
    run: async () => {
      if (id) await bridge.segments.undelete(id)
      else id = (await bridge.segments.save(0, name, made.rule)).id
      return () => bridge.segments.delete(id)
    },
  })
  if (done) go(routes.segment(id))
  return ''
}
