import { TriangleAlert, Wrench } from 'lucide-react'
import { t } from '../../../i18n/canvas'
import { people } from '../../../i18n/format'
import { useAnswer } from '../state/answer'
import { mend, useFindings } from '../state/findings'

/** What is odd about a rule, and the way to mend it. */
export function Finding({ id }: { id: string }) {
  const finding = useFindings((findings) => findings.byNode.get(id))
  const notice = useAnswer((answer) => answer.notices.get(id))
  if (!finding && !notice) return null
  return (
    <span className="finding">
      <TriangleAlert size={13} aria-hidden />
      <span>{finding?.message ?? notice}</span>
      {finding && finding.fix !== '' && (
        <button type="button" className="finding-fix" onClick={() => mend(finding)}>
          <Wrench size={12} aria-hidden /> {t.mend(finding.fix, people(finding.people))}
        </button>
      )}
    </span>
  )
}
