import { t } from '../../i18n/imports'
import type { Inspection, ImportSelection } from '../../bridge/client'
import { Select } from '../../ui/Select'
import { Choices } from './Choices'
import { Repeats } from './Repeats'
import { Tally } from './Tally'
import { edit } from './edits'
import { decideColumn, isMapped, onMatchOf, targetOf } from './plan'
import { choose, useImport } from './task'

/** Step 3: how people of the file are recognised, and what happens to those already here. */
export function MatchStep() {
  const { selection, inspection, dryReport } = useImport()
  if (!selection || !inspection) return null
  const email = isMapped(selection, 'field:email')
  const id = isMapped(selection, 'field:external_id')
  return (
    <>
      <h2 className="import-question">{t.sameQuestion}</h2>
      <Choices
        label={t.recognised}
        value={selection.matchOn}
        onChange={(matchOn) => choose({ matchOn })}
        choices={[
          { value: 'email', title: t.sameEmail, detail: email ? t.sameEmailHint : t.noEmailColumn, disabled: !email },
          { value: 'external_id', title: t.sameId, detail: id ? t.sameIdHint : t.noIdColumn, disabled: !id },
        ]}
      />
      <h2 className="import-question">{t.hereQuestion}</h2>
      <Choices label={t.here} value={selection.onMatch} onChange={(onMatch) => choose({ onMatch })} choices={policies()} />
      <PerColumn selection={selection} inspection={inspection} />
      <h2 className="import-question">{t.meansQuestion}</h2>
      <Tally />
      {dryReport && <Repeats report={dryReport} />}
    </>
  )
}

function policies() {
  return [
    { value: 'fill', title: t.fill, detail: t.fillHint },
    { value: 'newer', title: t.newer, detail: t.newerHint },
    { value: 'keep', title: t.keep, detail: t.keepHint },
  ]
}

/** Single columns can have an answer of their own. Columns that say who somebody is have none. */
function PerColumn({ selection, inspection }: { selection: ImportSelection; inspection: Inspection }) {
  const columns = inspection.columns.filter((column) => /^(field|new):/.test(targetOf(selection.mapping, column.index)) && !['field:email', 'field:external_id'].includes(targetOf(selection.mapping, column.index)))
  if (columns.length === 0) return null
  const decided = columns.some((column) => onMatchOf(selection.mapping, column.index) !== '')
  return (
    <details className="import-more" open={decided || undefined}>
      <summary>{t.perColumn}</summary>
      <div className="import-percolumn">
        {columns.map((column) => (
          <div key={column.index} className="import-percolumn-line">
            <span>{column.name}</span>
            <Select
              label={t.perColumnOf(column.name)}
              value={onMatchOf(selection.mapping, column.index)}
              options={[{ value: '', label: t.asAbove }, ...policies().map(({ value, title }) => ({ value, label: title }))]}
              onChange={(onMatch) => edit(t.decided(column.name), { mapping: decideColumn(selection.mapping, column.index, onMatch) })}
            />
          </div>
        ))}
      </div>
    </details>
  )
}
