import { t } from '../../i18n/imports'
import type { ImportSelection } from '../../bridge/client'
import { Select } from '../../ui/Select'
import { Choices } from './Choices'
import { edit } from './edits'
import { answerColumn, isMapped } from './plan'
import { Repeats } from './Repeats'
import { Tally } from './Tally'
import { choose, useImport } from './task'

/** Step 3: how people of the file are recognised, and what happens to those already here. */
export function MatchStep() {
  const { selection, found } = useImport()
  if (!selection) return null
  const email = isMapped(selection, 'field:email')
  const id = isMapped(selection, 'field:external_id')
  return (
    <>
      <h2 className="import-question">{t.matchQuestion}</h2>
      <Choices
        label={t.matchLabel}
        value={selection.matchOn}
        onChange={(matchOn) => choose({ matchOn })}
        choices={[
          { value: 'email', title: t.sameEmail, detail: email ? t.sameEmailWhy : t.noEmail, disabled: !email },
          { value: 'external_id', title: t.sameId, detail: id ? t.sameIdWhy : t.noId, disabled: !id },
        ]}
      />
      <h2 className="import-question">{t.hereQuestion}</h2>
      <Choices
        label={t.hereLabel}
        value={selection.onMatch}
        onChange={(onMatch) => choose({ onMatch })}
        choices={[
          { value: 'fill', title: t.fill, detail: t.fillWhy },
          { value: 'newer', title: t.newer, detail: t.newerWhy },
          { value: 'keep', title: t.keep, detail: t.keepWhy },
        ]}
      />
      <PerColumn selection={selection} />
      <h2 className="import-question">{t.whatItMeans}</h2>
      <Tally />
      {found && <Repeats report={found.report} />}
    </>
  )
}

/** Columns that can answer for themselves: values of people, other than those that recognise them. */
function PerColumn({ selection }: { selection: ImportSelection }) {
  const columns = useImport((task) => task.inspection?.columns) ?? []
  const own = selection.mapping.filter(({ target }) => /^(field|new):/.test(target) && target !== 'field:email' && target !== 'field:external_id')
  if (own.length === 0) return null
  const options = [{ value: '', label: t.asAbove }, { value: 'fill', label: t.fill }, { value: 'newer', label: t.newer }, { value: 'keep', label: t.keep }]
  return (
    <details className="import-repeats" open={own.some((choice) => choice.onMatch !== '') || undefined}>
      <summary>{t.perColumn}</summary>
      <p className="import-lead">{t.perColumnLead}</p>
      <ul className="import-per-column">
        {own.map(({ index, onMatch }) => {
          const name = columns.find((column) => column.index === index)?.name ?? ''
          const answer = (value: string) => void edit(t.columnAnswer(name), ({ mapping }) => ({ mapping: answerColumn(mapping, index, value) }))
          return (
            <li key={index}>
              <span>{name}</span>
              <Select label={t.columnAnswer(name)} value={onMatch} options={options} onChange={answer} />
            </li>
          )
        })}
      </ul>
    </details>
  )
}
