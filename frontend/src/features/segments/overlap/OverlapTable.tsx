import type { OverlapRegion, OverlapView } from '../../../bridge/client'
import { formatNumber } from '../../../i18n/format'
import { t } from '../../../i18n/overlap'
import { wholeWords } from './words'

/** The same as the picture, in words and numbers. */
export function OverlapTable({ view, onOpen }: { view: OverlapView; onOpen(region: OverlapRegion): void }) {
  return (
    <table className="overlap-table">
      <thead>
        <tr><th scope="col">{t.combination}</th><th scope="col">{t.people}</th><th scope="col">{t.mailable}</th></tr>
      </thead>
      <tbody>
        {view.regions.map((region) => (
          <tr key={region.in.join()}>
            <th scope="row"><button type="button" className="link-button" onClick={() => onOpen(region)}>{wholeWords(view, region.in)}</button></th>
            <td>{formatNumber(region.people)}</td>
            <td>{formatNumber(region.mailable)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
