import { ChevronDown } from 'lucide-react'
import type { ColumnView, ImportTarget } from '../../bridge/client'
import { Menu, type MenuItem } from '../../ui/Menu'
import { Segmented } from '../../ui/Segmented'
import { Choices } from './Choices'
import { Preview } from './Preview'
import { changeKind, doubtfulDates, mapColumn, targetOf, targetsFor } from './plan'
import { choose, useImport } from './task'

/** Step 2: what each column means. */
export function ColumnsStep() {
  const { inspection, selection } = useImport()
  if (!inspection || !selection) return null
  const usable = targetsFor(selection.kind, inspection.targets)
  return (
    <>
      <div className="import-kind">
        <h2>One row is</h2>
        <Segmented
          label="What one row of the file is"
          value={selection.kind}
          options={[{ value: 'people', label: 'one person' }, { value: 'orders', label: 'one order or order line' }]}
          onChange={(kind) => choose(changeKind(selection, kind, inspection.targets))}
        />
        {selection.kind === inspection.kind && <p>{inspection.kindWhy}</p>}
      </div>
      <p className="import-lead">Each column name carries what it seems to mean. Press it to choose another meaning, or to leave the column out.</p>
      <Preview
        inspection={inspection}
        rows={50}
        used={(column) => targetOf(selection.mapping, column.index) !== ''}
        under={(column) => <Meaning column={column} targets={usable} />}
      />
      {selection.askDates && <DateOrder />}
    </>
  )
}

function Meaning({ column, targets }: { column: ColumnView; targets: ImportTarget[] }) {
  const selection = useImport((task) => task.selection)!
  const chosen = targetOf(selection.mapping, column.index)
  const meaning = chosen === '' ? 'Left out' : nameOf(chosen, targets)
  const sure = chosen !== '' && chosen === column.target && column.confidence > 0 ? `${column.confidence}%` : ''
  const map = (target: string) => choose({ mapping: mapColumn(selection.mapping, column.index, target) })
  return (
    <>
      <Menu
        items={menuOf(targets, chosen, map)}
        trigger={
          <button type="button" className={`import-chip${chosen === '' ? ' out' : ''}`} aria-label={`Meaning of ${column.name}: ${meaning}${sure && ` ${sure} sure`}`}>
            {meaning}{sure && ' '}
            {sure && <small>{sure}</small>}
            <ChevronDown size={12} aria-hidden />
          </button>
        }
      />
      <small className="import-grid-note">{column.note}{column.filled < 100 && ` · ${column.filled}% filled`}</small>
    </>
  )
}

function nameOf(key: string, targets: ImportTarget[]): string {
  return targets.find((target) => target.key === key)?.name ?? key
}

function menuOf(targets: ImportTarget[], chosen: string, map: (target: string) => void): MenuItem[] {
  const items: MenuItem[] = [{ label: 'Leave this column out', checked: chosen === '', run: () => map('') }]
  for (const group of new Set(targets.map((target) => target.group))) {
    items.push({ heading: group })
    for (const target of targets.filter((other) => other.group === group)) {
      items.push({ label: target.name, checked: target.key === chosen, run: () => map(target.key) })
    }
  }
  return items
}

function DateOrder() {
  const { inspection, selection } = useImport()
  if (!inspection || !selection) return null
  const dates = doubtfulDates(inspection)
  const show = (order: 'dayFirst' | 'monthFirst') => dates.map((date) => `${date.text} is ${date[order]}`).join(', ')
  return (
    <section className="import-section">
      <h3 className="import-heading">Do your dates begin with the day or the month?</h3>
      <Choices
        label="Order of day and month"
        value={selection.dateOrder}
        onChange={(dateOrder) => choose({ dateOrder })}
        choices={[
          { value: 'dmy', title: 'Day first', detail: show('dayFirst') },
          { value: 'mdy', title: 'Month first', detail: show('monthFirst') },
        ]}
      />
    </section>
  )
}
