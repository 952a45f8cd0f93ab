import { Plus } from 'lucide-react'
import { routes } from '../../../app/routes'
import { TopBar } from '../../../app/TopBar'
import { useLoad } from '../../../app/useLoad'
import { bridge, type SavedRegion, type SegmentRow } from '../../../bridge/client'
import { formatNumber, people } from '../../../i18n/format'
import { useLanguage } from '../../../i18n/language'
import { t } from '../../../i18n/segments'
import { EmptyState } from '../../../ui/EmptyState'
import { IconButton } from '../../../ui/IconButton'
import { Notice } from '../../../ui/Notice'
import { openStarter } from '../starter'
import '../segments.css'

interface Overlap {
  segments: SegmentRow[]
  regions: SavedRegion[]
}

async function load(ids: number[]): Promise<Overlap> {
  const [rows, regions] = await Promise.all([bridge.segments.rows(), bridge.segments.overlapSaved(ids)])
  return { segments: ids.flatMap((id) => rows.filter((row) => row.id === id)), regions }
}

/** How some segments overlap: every combination exactly counted, each a segment in the making. */
export function OverlapScreen({ ids }: { ids: string }) {
  const language = useLanguage((s) => s.language)
  const { value, error } = useLoad(() => load(ids.split(',').map(Number)), `${ids} ${language}`)
  return (
    <div className="segments-screen scroll">
      <TopBar crumb={{ label: t.title, to: routes.segments }} title={t.overlap} />
      <div className="segments-column">
        {error && <Notice tone="bad">{error}</Notice>}
        {value && (value.regions.length === 0 ? <EmptyState title={t.overlapNobody} /> : <Regions {...value} />)}
      </div>
    </div>
  )
}

function Regions({ segments, regions }: Overlap) {
  const most = Math.max(...regions.map((region) => region.people))
  return (
    <section className="overlap" aria-label={t.overlapTitle}>
      <p>{t.overlapText}</p>
      <table className="segments-table overlap-table" aria-label={t.overlapTitle}>
        <thead>
          <tr>
            {segments.map((segment) => (
              <th key={segment.id} scope="col" className="overlap-head">
                {segment.name}
              </th>
            ))}
            <th scope="col">{t.people}</th>
            <th scope="col" className="number-cell">{t.mailable}</th>
            <th scope="col"><span className="vh">{t.actions}</span></th>
          </tr>
        </thead>
        <tbody>
          {regions.map((region) => <RegionLine key={region.in.join()} region={region} segments={segments} most={most} />)}
        </tbody>
      </table>
    </section>
  )
}

function RegionLine({ region, segments, most }: { region: SavedRegion; segments: SegmentRow[]; most: number }) {
  const names = segments.filter((segment) => region.in.includes(segment.id)).map((segment) => segment.name)
  const name = names.join(t.joinAnd)
  const words = names.length === 1 ? `${name} (${t.overlapOnly})` : name
  const open = () => openStarter(words.slice(0, 120), region.rule)
  return (
    <tr onDoubleClick={open}>
      {segments.map((segment) => {
        const is = region.in.includes(segment.id)
        return (
          <td key={segment.id} className="overlap-dot">
            <i className={is ? 'in' : ''} aria-hidden />
            <span className="vh">{is ? t.overlapIn : t.overlapOut}</span>
          </td>
        )
      })}
      <td className="overlap-people">
        <span className="overlap-bar" style={{ width: `${Math.max(1, (100 * region.people) / most)}%` }} aria-hidden />
        <b className="num-tab">{formatNumber(region.people)}</b>
      </td>
      <td className="number-cell">{formatNumber(region.mailable)}</td>
      <td className="menu-cell"><IconButton small label={t.overlapOpen(`${words}: ${people(region.people)}`)} onClick={open}><Plus size={15} /></IconButton></td>
    </tr>
  )
}
