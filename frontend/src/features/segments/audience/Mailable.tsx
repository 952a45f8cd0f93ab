import type { RuleCount } from '../../../bridge/client'
import { formatNumber, formatShare } from '../../../i18n/format'

interface Part {
  key: string
  label: string
  people: number
}

const width = 300

/** How many can be mailed and the reasons why the others cannot, each with its own hatch. */
export function Mailable({ count }: { count: RuleCount }) {
  const reasons: Part[] = [
    { key: 'consent', label: 'No marketing consent', people: count.noConsent },
    { key: 'suppressed', label: 'Bounced or unsubscribed', people: count.suppressed },
    { key: 'address', label: 'No email address', people: count.noAddress },
  ]
  return (
    <section className="mailable" aria-label="Can be mailed">
      <p className="mailable-head">
        <b data-testid="mailable-count">{formatNumber(count.mailable)}</b> can be mailed today
        <span className="sp" />
        <span className="quiet-words">{formatShare(count.mailable, count.people)}</span>
      </p>
      <Bar parts={[{ key: 'mailable', label: '', people: count.mailable }, ...reasons]} total={count.people} />
      <ul className="reasons">
        {reasons.map((r) => (
          <li key={r.key}>
            <svg width="10" height="10" aria-hidden>
              <rect width="10" height="10" rx="2" fill={`url(#hatch-${r.key})`} />
            </svg>
            {r.label}
            <b>{formatNumber(r.people)}</b>
          </li>
        ))}
      </ul>
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
      <pattern id="hatch-consent" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="4" height="4" className="hatch-consent" />
        <rect width="1.4" height="4" className="hatch-line" />
      </pattern>
      <pattern id="hatch-suppressed" width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" className="hatch-suppressed" />
      </pattern>
      <pattern id="hatch-address" width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" className="hatch-address" />
        <circle cx="2" cy="2" r="1" className="hatch-line" />
      </pattern>
    </defs>
  )
}
