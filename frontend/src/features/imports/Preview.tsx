import type { ReactNode } from 'react'
import { formatNumber } from '../../i18n/format'
import { t } from '../../i18n/imports'
import type { ColumnView, Inspection } from '../../bridge/client'

interface Props {
  inspection: Inspection
  rows: number
  /** What stands under a column's name, such as its meaning. */
  under?: (column: ColumnView) => ReactNode
  /** Whether a column is brought in; the others are pale. */
  used?: (column: ColumnView) => boolean
  /** Says that the names of the columns stand in a row. */
  onHeader?: (row: number) => void
}

/** The beginning of the file as a grid. */
export function Preview({ inspection, rows, under, used = () => true, onHeader }: Props) {
  return (
    <div className="import-grid scroll" role="region" aria-label={t.firstRowsRegion} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col" className="import-grid-row"><span className="vh">{t.row}</span></th>
            {inspection.columns.map((column) => (
              <th key={column.index} scope="col" data-column={column.index} className={used(column) ? '' : 'import-grid-pale'}>
                <span className="import-grid-name">{column.name}</span>
                {column.hidden && <small className="import-grid-note">{t.hiddenColumn}</small>}
                {under?.(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inspection.rows.slice(0, rows).map((row) => (
            <tr key={row.row}>
              <th scope="row" className="import-grid-row">
                {onHeader ? <button type="button" className="import-header-here" aria-label={t.headerHere(formatNumber(row.row))} onClick={() => onHeader(row.row)}>{row.row}</button> : row.row}
              </th>
              {inspection.columns.map((column) => (
                <td key={column.index} className={used(column) ? '' : 'import-grid-pale'}>{row.cells[column.index] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
