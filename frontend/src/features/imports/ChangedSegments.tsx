import { useEffect, useState } from 'react'
import { routes } from '../../app/routes'
import { formatNumber } from '../../i18n/format'
import { t } from '../../i18n/imports'
import { bridge, type ImportEffect } from '../../bridge/client'
import { Link } from 'wouter'

const lookAgain = 700

/** The segments that an import changed most, as soon as that is known. */
export function ChangedSegments({ importId }: { importId: number }) {
  const effect = useEffectOf(importId)
  if (!effect) return null
  return (
    <section className="import-section" aria-label={t.changedMost}>
      <h3 className="import-heading">{t.changedMost}</h3>
      {!effect.settled && <p className="import-lead" role="status">{t.changedWait}</p>}
      {effect.settled && effect.segments.length === 0 && <p className="import-lead">{t.changedNone}</p>}
      <ul className="import-moves">
        {effect.segments.map((segment) => (
          <li key={segment.id}>
            <Link href={routes.segment(segment.id)}>{segment.name}</Link>
            {segment.entered > 0 && <span className="import-move in num-tab">{t.entered(formatNumber(segment.entered))}</span>}
            {segment.left > 0 && <span className="import-move out num-tab">{t.left(formatNumber(segment.left))}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function useEffectOf(importId: number): ImportEffect | undefined {
  const [effect, setEffect] = useState<ImportEffect>()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let gone = false
    const look = async () => {
      try {
        const next = await bridge.imports.segmentsChanged(importId)
        if (gone) return
        setEffect(next)
        if (!next.settled) timer = setTimeout(() => void look(), lookAgain)
      } catch {
        // The page is complete without it; what failed is in the log.
      }
    }
    void look()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [importId])
  return effect
}
