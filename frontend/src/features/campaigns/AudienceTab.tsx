import { Users } from 'lucide-react'
import type { Waterfall } from '../../bridge/client'
import { useComposer, useDraft } from './composerContext'
import { formatNumber, people } from '../../i18n/format'
import { SelectField } from './SelectField'
import { Notice } from '../../ui/Notice'

/** Whom the mail goes to, from which account, and why fewer people get it than match. */
export function AudienceTab() {
  const { store, segments, accounts, waterfall } = useComposer()
  const segmentId = useDraft((s) => s.draft.segmentId)
  const accountId = useDraft((s) => s.draft.accountId)
  const segment = segments.find((s) => s.id === segmentId)
  const chooseSegment = (id: number) => store.getState().edit('Chose the segment', (d) => ({ ...d, segmentId: id }))
  const chooseAccount = (id: number) => store.getState().edit('Chose the account', (d) => ({ ...d, accountId: id }))
  return (
    <div className="campaign-audience scroll">
      <section className="audience-card" aria-label="Who gets it">
        <SelectField label="Segment" value={segmentId} onChange={(value) => chooseSegment(Number(value))}>
            <option value={0}>Choose a segment</option>
            {segments.map((s) => (
              <option key={s.id} value={s.id}>{s.name}, {people(s.people)}</option>
            ))}
          </SelectField>
        {segment && <p className="hint selectable">{segment.sentence}</p>}
        <SelectField label="Sending account" value={accountId} onChange={(value) => chooseAccount(Number(value))}>
            <option value={0}>Choose an account</option>
            {accounts.map((a) => (
              <option key={a.id} value={a.id}>{a.name}{a.fromAddress ? `, from ${a.fromAddress}` : ''}</option>
            ))}
          </SelectField>
      </section>
      {segmentId === 0 ? <NoSegment /> : waterfall && <WaterfallView waterfall={waterfall} />}
    </div>
  )
}

function NoSegment() {
  return (
    <div className="empty">
      <span className="empty-icon"><Users size={24} /></span>
      <h2>Choose whom this is for</h2>
      <p>A campaign goes to the people who are in its segment at the moment you send it.</p>
    </div>
  )
}

/** The way from people who match to mails that leave, step by step. */
export function WaterfallView({ waterfall }: { waterfall: Waterfall }) {
  const whole = Math.max(1, waterfall.matching)
  return (
    <section className="audience-card waterfall" aria-label="From matching to mailed">
      <p className="waterfall-sentence selectable">{waterfall.sentence}</p>
      <ul>
        <WaterfallRow label="Match the segment" number={formatNumber(waterfall.matching)} left={waterfall.matching / whole} lost={0} />
        {waterfall.steps.map((step) => (
          <WaterfallRow key={step.key} label={step.label} number={step.removed === 0 ? '0' : `−${formatNumber(step.removed)}`} left={step.left / whole} lost={step.removed / whole} />
        ))}
        <WaterfallRow label="Will get the mail" number={formatNumber(waterfall.willSend)} left={waterfall.willSend / whole} lost={0} strong />
      </ul>
      {waterfall.cannotWhy && <Notice tone="warn">{waterfall.cannotWhy}</Notice>}
    </section>
  )
}

function WaterfallRow({ label, number, left, lost, strong }: { label: string; number: string; left: number; lost: number; strong?: boolean }) {
  return (
    <li className="waterfall-row" data-strong={strong || undefined}>
      <span>{label}</span>
      <span className="num-tab">{number}</span>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden>
        <rect className="bar-left" width={left * 100} height="6" />
        <rect className="bar-lost" x={left * 100} width={lost * 100} height="6" />
      </svg>
    </li>
  )
}
