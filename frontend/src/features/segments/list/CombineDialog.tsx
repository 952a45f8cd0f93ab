import { useState } from 'react'
import { useLoad } from '../../../app/useLoad'
import { bridge, type RuleCount } from '../../../bridge/client'
import { people } from '../../../i18n/format'
import { t } from '../../../i18n/segments'
import { Button } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { Notice } from '../../../ui/Notice'
import { Segmented } from '../../../ui/Segmented'
import { Select } from '../../../ui/Select'
import { openStarter } from '../starter'
import type { Line } from './order'

export type Way = 'merge' | 'intersect' | 'subtract'

interface Made {
  rule: string
  fault: string
  count: RuleCount | undefined
}

/** The rule of a combination and who is in it. */
async function make(way: Way, ids: number[], full: boolean): Promise<Made> {
  const made = await bridge.segments.combine(way, ids, full)
  return { ...made, count: made.rule ? await bridge.segments.count(made.rule) : undefined }
}

function wordsOf(way: Way) {
  return {
    merge: { title: t.mergeTitle, text: t.mergeText, joint: t.joinOr },
    intersect: { title: t.intersectTitle, text: t.intersectText, joint: t.joinAnd },
    subtract: { title: t.subtractTitle, text: t.subtractText, joint: t.joinWithout },
  }[way]
}

/** Makes a new draft of several segments: by their names, or by copies of their rules. */
export function CombineDialog({ way, lines, onClose }: { way: Way; lines: Line[]; onClose(): void }) {
  const [first, setFirst] = useState(lines[0]?.id ?? 0)
  const [how, setHow] = useState<'name' | 'copy'>('name')
  const ordered = way === 'subtract' ? [...lines.filter((l) => l.id === first), ...lines.filter((l) => l.id !== first)] : lines
  const ids = ordered.map((line) => line.id)
  const { value, error } = useLoad(() => make(way, ids, how === 'copy'), `${ids.join()} ${how}`)
  const words = wordsOf(way)
  const open = () => {
    if (!value?.rule) return
    onClose()
    openStarter(ordered.map((line) => line.name).join(words.joint).slice(0, 120), value.rule)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      text={words.text}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button tone="primary" disabled={!value?.rule} onClick={open}>{t.openInStudio}</Button>
        </>
      }
    >
      <div className="combine">
        {way === 'subtract' && (
          <div className="combine-line">
            <span>{t.first}</span>
            <Select label={t.first} value={String(first)} options={lines.map((l) => ({ value: String(l.id), label: l.name }))} onChange={(id) => setFirst(Number(id))} />
          </div>
        )}
        <Segmented label={t.howMade} value={how} onChange={setHow} block options={[{ value: 'name', label: t.byName }, { value: 'copy', label: t.byCopy }]} />
        <p className="combine-hint">{how === 'name' ? t.byNameHint : t.byCopyHint}</p>
        {error && <Notice tone="bad">{error}</Notice>}
        {value?.fault && <Notice tone="warn">{t.cannotCopy[value.fault] ?? t.cannotCopy.gone}</Notice>}
        {value?.count && (
          <section className="combine-result" aria-label={t.result}>
            <b className="num-tab">{people(value.count.people)}</b>
            <p className="selectable">{value.count.sentence.map((phrase) => phrase.text).join('')}</p>
          </section>
        )}
      </div>
    </Dialog>
  )
}
