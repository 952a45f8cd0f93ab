import { Notice } from '../../ui/Notice'
import { Problems } from './Problems'
import { Tally } from './Tally'
import { useImport } from './task'

const permissions: Record<string, string> = {
  consent: 'They agreed to get mails, so they can be mailed.',
  existing_customer: 'They are customers, so they can be mailed about similar things.',
  none: 'They cannot be mailed until they agree.',
}

/** Step 5: what the import would do, row by row, before anything is written. */
export function CheckStep() {
  const { selection, dryReport, dryJob } = useImport()
  if (!selection) return null
  return (
    <>
      <h2 className="import-question">What this import will do</h2>
      <Tally />
      <p className="import-lead">{permissions[selection.permission.answer]}</p>
      {dryReport?.warnings.map((warning) => <Notice key={warning} tone="warn">{warning}</Notice>)}
      {dryReport && <Problems report={dryReport} job={dryJob} />}
    </>
  )
}
