import { formatDay } from '../../i18n/format'
import { t } from '../../i18n/imports'
import type { Inspection, RememberedChoices } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { Choices } from './Choices'
import { readAgain, useImport } from './task'

/** What was understood about a file, and what only a person can say. */
export function Questions({ inspection }: { inspection: Inspection }) {
  return (
    <>
      {inspection.remembered && <Remembered remembered={inspection.remembered} />}
      {inspection.questions.map((question) => (
        <div key={question.code + question.text} className="import-section">
          <Notice>{question.text}</Notice>
          {question.code === 'hidden_rows' && <HiddenRows />}
        </div>
      ))}
    </>
  )
}

function HiddenRows() {
  const answer = useImport((task) => task.selection?.options.hiddenRows)
  return (
    <Choices
      label={t.hiddenRows}
      value={answer || 'read'}
      onChange={(hiddenRows) => void readAgain({ hiddenRows })}
      choices={[{ value: 'read', title: t.bringIn }, { value: 'skip', title: t.leaveOut }]}
    />
  )
}

function Remembered({ remembered }: { remembered: RememberedChoices }) {
  const { name, usedAt, same } = remembered
  const fresh = remembered.new ?? []
  const gone = remembered.gone ?? []
  return (
    <Notice>
      <p>{same ? t.remembered(name, formatDay(usedAt)) : t.rememberedNearly(name, formatDay(usedAt))}</p>
      {fresh.length > 0 && <p>{t.newColumns(fresh.join(', '))}</p>}
      {gone.length > 0 && <p>{t.goneColumns(gone.join(', '))}</p>}
      <Button tone="quiet" onClick={() => void readAgain({ fresh: true })}>{t.guessAnew}</Button>
    </Notice>
  )
}
