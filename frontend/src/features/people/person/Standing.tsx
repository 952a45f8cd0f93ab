import { BadgeCheck, Ban, CirclePause } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { go, routes } from '../../../app/routes'
import { useLoad } from '../../../app/useLoad'
import { bridge, type PersonView, type StayView } from '../../../bridge/client'
import { VerdictTree } from '../../../clause/VerdictTree'
import { t } from '../../../i18n/person'
import { Button } from '../../../ui/Button'
import { useRound } from './usePerson'
import type { Asking } from './dialogs'

interface Props {
  view: PersonView
  canWrite: boolean
  onAsk: (asking: Asking) => void
  onLift: () => void
}

/** Whether somebody can be mailed and why, the segments they are in, and what they agreed to. */
export function Standing({ view, canWrite, onAsk, onLift }: Props) {
  return (
    <section className="standing scroll" aria-label={t.standing}>
      <Mail view={view} canWrite={canWrite} onAsk={onAsk} onLift={onLift} />
      <Segments person={view.person.id} />
      {view.derived.length > 0 && <Derived view={view} />}
      <Ledger view={view} canWrite={canWrite} onAsk={onAsk} />
    </section>
  )
}

function Mail({ view: { mail }, canWrite, onAsk, onLift }: Props) {
  const icon = mail.can ? <BadgeCheck size={18} /> : mail.status === 'paused' ? <CirclePause size={18} /> : <Ban size={18} />
  return (
    <div className={`standmail ${mail.can ? 'yes' : 'no'}`} role="status">
      <span className="standmail-icon" aria-hidden>{icon}</span>
      <div className="selectable">
        <h2>{mail.headline}</h2>
        {mail.reason && <p>{mail.reason}</p>}
        {mail.todo && <p className="standmail-todo">{mail.todo}</p>}
      </div>
      {canWrite && (
        <div className="standmail-act">
          {mail.status === 'no_consent' && <Button onClick={() => onAsk('grant')}>{t.record}</Button>}
          {mail.paused ? <Button onClick={onLift}>{t.lift}</Button> : <Button onClick={() => onAsk('pause')}>{t.pause}</Button>}
        </div>
      )}
    </div>
  )
}

function Segments({ person }: { person: number }) {
  const round = useRound()
  const { value, error } = useLoad(() => bridge.person.segments(person), `${person} ${round}`)
  if (error) return <Card title={t.segments(0)}><p className="standing-none">{error}</p></Card>
  if (!value?.ready) return <Card title={t.preparing}><p className="standing-wait" aria-hidden /></Card>
  const left = value.left ?? []
  const within = value.in ?? []
  return (
    <>
      <Card title={t.segments(within.length)}>
        {within.length === 0 && <p className="standing-none">{t.noSegments}</p>}
        <ul className="stays">{within.map((stay) => <Stay key={stay.segment} person={person} stay={stay} why={t.whyIn(stay.name)} />)}</ul>
      </Card>
      {left.length > 0 && (
        <Card title={t.leftLately}>
          <ul className="stays">{left.map((stay) => <Stay key={stay.segment} person={person} stay={stay} why={t.whyLeft(stay.name)} />)}</ul>
        </Card>
      )}
    </>
  )
}

function Stay({ person, stay, why }: { person: number; stay: StayView; why: string }) {
  const [open, setOpen] = useState(false)
  return (
    <li className="stay">
      <button type="button" className="stay-name" onClick={() => go(routes.segment(stay.segment))}>{stay.name}</button>
      <button type="button" className="stay-why" aria-label={why} aria-expanded={open} onClick={() => setOpen(!open)}>{t.why}</button>
      {stay.since && <small>{stay.since}</small>}
      {open && <WhyStay person={person} rule={stay.rule} />}
    </li>
  )
}

function WhyStay({ person, rule }: { person: number; rule: string }) {
  const round = useRound()
  const { value, error } = useLoad(() => bridge.segments.explain(rule, person), `${person} ${rule} ${round}`)
  if (error) return <p className="standing-none">{error}</p>
  return value ? <VerdictTree lanes={value} /> : null
}

function Derived({ view }: { view: PersonView }) {
  return (
    <Card title={t.derived} hint={t.derivedHint}>
      <dl className="derived selectable">
        {view.derived.map((value) => (
          <div key={value.key}>
            <dt>{value.name}</dt>
            <dd>{value.value}<small>{value.origin}</small></dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

function Ledger({ view: { mail }, canWrite, onAsk }: Pick<Props, 'view' | 'canWrite' | 'onAsk'>) {
  return (
    <Card title={t.permission}>
      {mail.lines.length === 0 && <p className="standing-none">{t.noPermission}</p>}
      <ol className="ledger-lines selectable">{mail.lines.map((line, i) => <li key={i} data-kind={line.kind}>{line.text}</li>)}</ol>
      {canWrite && (
        <div className="standing-act">
          {mail.granted ? <Button tone="quiet" onClick={() => onAsk('withdraw')}>{t.withdraw}</Button> : <Button tone="quiet" onClick={() => onAsk('grant')}>{t.record}</Button>}
        </div>
      )}
    </Card>
  )
}

function Card({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="standing-card" aria-label={title}>
      <h2 title={hint}>{title}</h2>
      {children}
    </section>
  )
}
