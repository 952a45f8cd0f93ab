import { TopBar } from '../../../app/TopBar'
import { go, routes } from '../../../app/routes'
import { bridge } from '../../../bridge/client'
import { useLoaded } from '../../../clause/editors/useLoaded'
import { t } from '../../../i18n/overlap'
import { Notice } from '../../../ui/Notice'
import { OverlapView } from './OverlapView'
import { SetPicker } from './SetPicker'
import './overlap.css'

const most = 5

/** The overlap of saved segments, chosen in the address: "1,2,3". */
export function OverlapScreen({ ids: chosen }: { ids: string }) {
  const ids = [...new Set(chosen.split(',').map(Number))].filter((id) => Number.isInteger(id) && id > 0).slice(0, most)
  const { value: choices, trouble: noChoices } = useLoaded('choices', () => bridge.segments.overlapChoices('{"type":"everyone"}', 0))
  const { value: view, trouble } = useLoaded(ids.join(), () => bridge.segments.overlap('', ids))
  return (
    <div className="overlap-screen scroll">
      <TopBar crumb={{ label: t.crumb, to: routes.segments }} title={t.title} />
      <div className="overlap-page">
        <p className="quiet-words">{ids.length === 0 ? t.chooseSome : t.aboutSaved}</p>
        {choices && <SetPicker choices={choices} chosen={ids} most={most} onChange={(next) => go(routes.segmentOverlap(next))} common={false} />}
        {(trouble || noChoices) && <Notice tone="bad">{trouble || noChoices}</Notice>}
        {view && ids.length > 0 && !trouble && <OverlapView view={view} compared={{ document: '', name: '', own: 0, saved: false, ids }} barHeight={180} />}
      </div>
    </div>
  )
}
