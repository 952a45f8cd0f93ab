import { useState } from 'react'
import type { RuleCount } from '../../../bridge/client'
import { formatNumber, formatShare } from '../../../i18n/format'
import { t } from '../../../i18n/audience'
import { useAnswer } from '../state/answer'
import { ReasonDialog } from './ReasonDialog'

interface Part {
  /** As Go names the mail status. */
  key: string
  people: number
}

const width = 300

/** How many can be mailed and the reasons why the others cannot, each with its own hatch and its people. */
export function Mailable({ count }: { count: RuleCount }) {
  const document = useAnswer((answer) => answer.document)
  const [open, setOpen] = useState<Part>()
  const reasons: Part[] = [
    { key: 'no_consent', people: count.noConsent },
    { key: 'suppressed', people: count.suppressed },
    { key: 'no_address', people: count.noAddress },
    ...(count.paused > 0 ? [{ key: 'paused', people: count.paused }] : []),
  ]
  return (
    <section className="mailable" aria-label={t.mailable}>
      <p className="mailable-head">
        <span><b data-testid="mailable-count">{formatNumber(count.mailable)}</b> {t.mailableToday}</span>
        <span className="sp" />
        <span className="quiet-words">{formatShare(count.mailable, count.people)}</span>
      </p>
      <Bar parts={[{ key: 'mailable', people: count.mailable }, ...reasons]} total={count.people} />
      <ul className="reasons">
        {reasons.map((r) => (
          <li key={r.key}>
            <button type="button" disabled={r.people === 0} onClick={() => setOpen(r)}>
              <svg width="10" height="10" aria-hidden>
                <rect width="10" height="10" rx="2" fill={`url(#hatch-${r.key})`} />
              </svg>
              {t.reasons[r.key]}
              <b>{formatNumber(r.people)}</b>
            </button>
          </li>
        ))}
      </ul>
      {open && <ReasonDialog document={document} reason={open.key} people={open.people} onClose={() => setOpen(undefined)} />}
    </section>
  )
}

function Bar({ parts, total }: { parts: Part[]; total: number }) {
  const drawn = parts.filter((p) => p.people > 0)
  const before = (i: number) => drawn.slice(0, i).reduce((sum, p) => sum + p.people, 0)
  const wide = (people: number) => (width * people) / Math.max(1, total)
  return (
    <svg className="mailable-bar" viewBox={`0 0 ${width} 8`} preserveAspectRatio="none" aria-hidden>
      <Hatches />
      <rect className="bar-all" width={width} height="8" rx="1.5" />
      {drawn.map((p, i) => (
        <rect key={p.key} x={wide(before(i))} width={Math.max(1, wide(p.people) - 1.5)} height="8" fill={p.key === 'mailable' ? 'var(--acc)' : `url(#hatch-${p.key})`} />
      ))}
    </svg>
  )
}

/** Patterns that tell the parts apart without colour. */
function Hatches() {
  return (
    <defs>
      <pattern id="hatch-no_consent" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="4" height="4" className="hatch-consent" />
        <rect width="1.4" height="4" className="hatch-line" />
      </pattern>
      <pattern id="hatch-suppressed" width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" className="hatch-suppressed" />
      </pattern>
      <pattern id="hatch-no_address" width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" className="hatch-address" />
        <circle cx="2" cy="2" r="1" className="hatch-line" />
      </pattern>
      <pattern id="hatch-paused" width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" className="hatch-address" />
        <rect width="4" height="1.4" className="hatch-line" />
      </pattern>
    </defs>
  )
}
