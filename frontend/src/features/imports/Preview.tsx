import type { ReactNode } from 'react'
import { t } from '../../i18n/imports'
import type { ColumnView, Inspection } from '../../bridge/client'

interface Props {
  inspection: Inspection
  rows: number
  /** What stands under a column's name, such as its meaning. */
  under?: (column: ColumnView) => ReactNode
  /** Whether a column is brought in; the others are pale. */
  used?: (column: ColumnView) => boolean
  /** The column that something is held over. */
  over?: number
  /** Says that a row holds the names of the columns. */
  onHeader?: (row: number) => void
}

/** The beginning of the file as a grid. */
export function Preview({ inspection, rows, under, used = () => true, over, onHeader }: Props) {
  const look = (column: ColumnView) => [!used(column) && 'import-grid-pale', column.index === over && 'import-grid-over'].filter(Boolean).join(' ')
  return (
    <div className="import-grid scroll" role="region" aria-label={t.firstRows} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col" className="import-grid-row"><span className="vh">{t.row}</span></th>
            {inspection.columns.map((column) => (
              <th key={column.index} scope="col" data-column={column.index} className={look(column)}>
                <span className="import-grid-name">{column.name}</span>
                {under?.(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inspection.rows.slice(0, rows).map((row) => (
            <tr key={row.row}>
              <th scope="row" className="import-grid-row">
                {onHeader ? <button type="button" className="import-grid-pick" aria-label={t.useAsHeader(row.row)} onClick={() => onHeader(row.row)}>{row.row}</button> : row.row}
              </th>
              {inspection.columns.map((column) => (
                <td key={column.index} data-column={column.index} className={look(column)}>{row.cells[column.index] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
