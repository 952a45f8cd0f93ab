import { useEffect, useState } from 'react'
import { routes } from '../../app/routes'
import { t } from '../../i18n/imports'
import { bridge, sentenceOf, type ImportEffect } from '../../bridge/client'
import { Notice } from '../../ui/Notice'

const pause = 700

/** The segments that an import changed most, asked for until they are worked out. */
export function SegmentsChanged({ id, onOpen }: { id: number; onOpen: (path: string) => void }) {
  const { effect, trouble } = useEffectOf(id)
  if (trouble) return <Notice tone="warn">{trouble}</Notice>
  if (!effect?.settled) return <p className="import-lead" role="status">{t.changedLooking}</p>
  const segments = effect.segments
  if (segments.length === 0) return <p className="import-lead">{t.changedNone}</p>
  const title = t.changedMost(segments.length)
  return (
    <section className="import-section" aria-label={title}>
      <h3 className="import-heading">{title}</h3>
      <ul className="import-changed">
        {segments.map((segment) => (
          <li key={segment.id}>
            <button type="button" className="import-changed-row" onClick={() => onOpen(routes.segment(segment.id))}>
              <b>{segment.name}</b>
              {segment.entered > 0 && <span className="num-tab import-entered">{t.entered(segment.entered)}</span>}
              {segment.left > 0 && <span className="num-tab import-lead">{t.left(segment.left)}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function useEffectOf(id: number) {
  const [effect, setEffect] = useState<ImportEffect>()
  const [trouble, setTrouble] = useState('')
  useEffect(() => {
    let timer = 0
    let gone = false
    const ask = async () => {
      const next = await bridge.imports.segmentsChanged(id)
      if (gone) return
      setEffect({ ...next, segments: next.segments ?? [] })
      if (!next.settled) timer = window.setTimeout(begin, pause)
    }
    const begin = () => void ask().catch((reason: unknown) => !gone && setTrouble(sentenceOf(reason)))
    begin()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [id])
  return { effect, trouble }
}
