import type { ColumnView, ImportTarget } from '../../bridge/client'
import { t } from '../../i18n/imports'
import { TextField } from '../../ui/Field'
import { Segmented } from '../../ui/Segmented'
import { Choices } from './Choices'
import { Held, MeaningPane, useMeaningDrag } from './MeaningPane'
import { Meaning } from './Meaning'
import { Preview } from './Preview'
import { doubtfulDates, targetOf, targetsFor } from './plan'
import { choose, takeRowsAs, useImport } from './task'

/** Step 2: what each column means. */
export function ColumnsStep() {
  const { inspection, selection } = useImport()
  const over = useMeaningDrag((drag) => drag.target)
  if (!inspection || !selection) return null
  const usable = targetsFor(selection.kind, inspection.targets)
  const kinds = [{ value: 'people', label: t.person }, { value: 'orders', label: t.order }, { value: 'events', label: t.event }]
  return (
    <>
      <div className="import-kind">
        <h2>{t.oneRowIs}</h2>
        <Segmented label={t.whatRow} value={selection.kind} options={kinds} onChange={(kind) => void takeRowsAs(kind)} />
        {selection.kind === inspection.kind && <p>{inspection.kindWhy}</p>}
      </div>
      {selection.kind === 'events' && <div className="import-event"><TextField label={t.eventName} value={selection.event} hint={t.eventHint} onChange={(event) => choose({ event })} /></div>}
      <p className="import-lead">{t.columnsLead}</p>
      <div className="import-mapping">
        <MeaningPane targets={usable} />
        <Preview
          inspection={inspection}
          rows={50}
          used={(column) => targetOf(selection.mapping, column.index) !== ''}
          under={(column) => <Under column={column} targets={usable} over={over === column.index} />}
        />
      </div>
      {selection.askDates && <DateOrder />}
      <Held />
    </>
  )
}

function Under({ column, targets, over }: { column: ColumnView; targets: ImportTarget[]; over: boolean }) {
  return (
    <div className={over ? 'import-under import-over' : 'import-under'}>
      <Meaning column={column} targets={targets} />
    </div>
  )
}

function DateOrder() {
  const { inspection, selection } = useImport()
  if (!inspection || !selection) return null
  const dates = doubtfulDates(inspection)
  const show = (order: 'dayFirst' | 'monthFirst') => dates.map((date) => t.dateIs(date.text, date[order])).join(', ')
  return (
    <section className="import-section">
      <h3 className="import-heading">{t.dateQuestion}</h3>
      <Choices
        label={t.dateOrder}
        value={selection.dateOrder}
        onChange={(dateOrder) => choose({ dateOrder })}
        choices={[
          { value: 'dmy', title: t.dayFirst, detail: show('dayFirst') },
          { value: 'mdy', title: t.monthFirst, detail: show('monthFirst') },
        ]}
      />
    </section>
  )
}
