import { TriangleAlert, Wrench } from 'lucide-react'
import { t } from '../../../i18n/canvas'
import { people } from '../../../i18n/format'
import type { FindingView } from '../../../bridge/client'
import { useAnswer } from '../state/answer'
import { mend, useFindings } from '../state/findings'

/** What is odd about a rule, and the way to mend it. Of an empty audience more is said below the rules. */
export function Finding({ id }: { id: string }) {
  const finding = useFindings((findings) => findings.byNode.get(id))
  const notice = useAnswer((answer) => answer.notices.get(id))
  if ((!finding || finding.code === 'nobody_left') && !notice) return null
  return (
    <span className="finding">
      <TriangleAlert size={13} aria-hidden />
      <span>{finding?.message ?? notice}</span>
      {finding && finding.fix !== '' && (
        <button type="button" className="finding-fix" onClick={() => mend(finding)}>
          <Wrench size={12} aria-hidden /> {fixWords(finding)}
        </button>
      )}
    </span>
  )
}

/** What mending does and whom it leaves, where that can be counted. */
export function fixWords({ fix, people: left }: FindingView): string {
  return left < 0 ? fix : t.mend(fix, people(left))
}
