import { t } from '../../i18n/imports'
import { Notice } from '../../ui/Notice'
import { Problems } from './Problems'
import { Tally } from './Tally'
import { useImport } from './task'
import { mailableWords } from './words'

/** Step 5: what the import would do, row by row, before anything is written. */
export function CheckStep() {
  const { selection, found } = useImport()
  if (!selection) return null
  const { answer, purpose } = selection.permission
  return (
    <>
      <h2 className="import-question">{t.willDo}</h2>
      <Tally />
      <p className="import-lead">{mailableWords(answer, purpose)}</p>
      {found?.report.warnings.map((warning) => <Notice key={warning} tone="warn">{warning}</Notice>)}
      {selection.corrections.length > 0 && <Notice>{t.corrected(selection.corrections.length)}</Notice>}
      {found && <Problems report={found.report} job={found.job} fixable />}
    </>
  )
}
