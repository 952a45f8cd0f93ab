import { t } from '../../i18n/imports'
import { TextField } from '../../ui/Field'
import { Segmented } from '../../ui/Segmented'
import { Choices } from './Choices'
import { ColumnMeaning } from './ColumnMeaning'
import { edit } from './edits'
import { useMapDrag } from './mapDrag'
import { Meanings } from './Meanings'
import { changeKind, doubtfulDates, targetOf, targetsFor } from './plan'
import { Preview } from './Preview'
import { choose, useImport } from './task'
import { dateWords } from './words'

/** Step 2: what each column means. */
export function ColumnsStep() {
  const { inspection, selection } = useImport()
  const over = useMapDrag((drag) => drag.target)
  if (!inspection || !selection) return null
  const usable = targetsFor(selection.kind, inspection.targets)
  return (
    <>
      <Kind />
      <p className="import-lead">{t.columnsLead}</p>
      <div className="import-mapping">
        <Meanings targets={usable} />
        <Preview
          inspection={inspection}
          rows={50}
          over={over}
          used={(column) => targetOf(selection.mapping, column.index) !== ''}
          under={(column) => <ColumnMeaning column={column} targets={usable} />}
        />
      </div>
      {selection.askDates && <DateOrder />}
    </>
  )
}

function Kind() {
  const { inspection, selection } = useImport()
  if (!inspection || !selection) return null
  const options = [{ value: 'people', label: t.onePerson }, { value: 'orders', label: t.oneOrder }, { value: 'events', label: t.oneEvent }]
  return (
    <>
      <div className="import-kind">
        <h2>{t.oneRowIs}</h2>
        <Segmented label={t.whatRowIs} value={selection.kind} options={options} onChange={(kind) => void edit(t.kindChanged, (before) => changeKind(before, kind, inspection.targets))} />
        {selection.kind === inspection.kind && <p>{inspection.kindWhy}</p>}
      </div>
      {selection.kind === 'events' && (
        <div className="import-event">
          <TextField label={t.whatHappened} hint={t.whatHappenedHint} value={selection.event} onChange={(event) => choose({ event })} />
        </div>
      )}
    </>
  )
}

function DateOrder() {
  const { inspection, selection } = useImport()
  if (!inspection || !selection) return null
  const dates = doubtfulDates(inspection)
  const show = (order: 'dayFirst' | 'monthFirst') => dateWords(dates.map((date) => ({ text: date.text, day: date[order] })))
  return (
    <section className="import-section">
      <h3 className="import-heading">{t.datesQuestion}</h3>
      <Choices
        label={t.datesLabel}
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
