import { t } from '../../i18n/imports'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { edit } from './edits'
import { Problems } from './Problems'
import { Repeats } from './Repeats'
import { Tally } from './Tally'
import { useImport } from './task'
import { told } from './words'

/** Step 5: what the import would do, row by row, before anything is written. */
export function CheckStep() {
  const { selection, dryReport, seen } = useImport()
  if (!selection) return null
  const made = selection.corrections.length
  return (
    <>
      <h2 className="import-question">{t.willDo}</h2>
      <Tally />
      <p className="import-lead">{t.permissionMeans[selection.permission.answer]}</p>
      {dryReport && <Repeats report={dryReport} />}
      {dryReport?.warnings.map((warning) => <Notice key={warning} tone="warn">{warning}</Notice>)}
      {made > 0 && (
        <div className="import-corrections">
          <span>{t.corrections(...told(made))}</span>
          <Button onClick={() => edit(t.tookBack, { corrections: [] })}>{t.dropCorrections}</Button>
        </div>
      )}
      {seen && <Problems report={seen.report} job={seen.job} mendable />}
    </>
  )
}
