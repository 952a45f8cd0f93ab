import { useState } from 'react'
import type { OverlapRegion, OverlapView as View } from '../../../bridge/client'
import { t } from '../../../i18n/overlap'
import { OverlapTable } from './OverlapTable'
import { RegionDialog } from './RegionDialog'
import { Upset } from './Upset'
import type { Compared } from './useOverlap'
import './overlap.css'

/** The combinations as a picture or a table; each opens its people. */
export function OverlapView({ view, compared, barHeight }: { view: View; compared: Compared; barHeight: number }) {
  const [table, setTable] = useState(false)
  const [open, setOpen] = useState<OverlapRegion>()
  if (view.regions.length === 0) return <p className="quiet-words">{t.nobody}</p>
  return (
    <>
      {table ? <OverlapTable view={view} onOpen={setOpen} /> : <Upset view={view} barHeight={barHeight} onOpen={setOpen} />}
      <p className="overlap-foot">
        <button type="button" className="link-button" onClick={() => setTable(!table)}>{table ? t.asPicture : t.asTable}</button>
        {!table && <span className="overlap-hint">{t.keys}</span>}
      </p>
      {open && <RegionDialog compared={compared} view={view} region={open} onClose={() => setOpen(undefined)} />}
    </>
  )
}
