import type { ReactNode } from 'react'
import type { ColumnView, Inspection } from '../../bridge/client'

interface Props {
  inspection: Inspection
  rows: number
  /** What stands under a column's name, such as its meaning. */
  under?: (column: ColumnView) => ReactNode
  /** Whether a column is brought in; the others are pale. */
  used?: (column: ColumnView) => boolean
}

/** The beginning of the file as a grid. */
export function Preview({ inspection, rows, under, used = () => true }: Props) {
  return (
    <div className="import-grid scroll" role="region" aria-label="First rows of the file" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col" className="import-grid-row"><span className="vh">Row</span></th>
            {inspection.columns.map((column) => (
              <th key={column.index} scope="col" className={used(column) ? '' : 'import-grid-pale'}>
                <span className="import-grid-name">{column.name}</span>
                {under?.(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inspection.rows.slice(0, rows).map((row) => (
            <tr key={row.row}>
              <th scope="row" className="import-grid-row">{row.row}</th>
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
