import { useEffect, useState } from 'react'
import { TopBar } from '../../app/TopBar'
import { routes } from '../../app/routes'
import { formatNumber } from '../../i18n/format'
import { bridge, sentenceOf, type PersonDetail, type TimelineItem } from '../../bridge/client'
import { Notice } from '../../ui/Notice'
import './person.css'

/** One person: what is known, what they did, whether they can be mailed. */
export function PersonScreen({ id }: { id: string }) {
  const [detail, setDetail] = useState<PersonDetail>()
  const [error, setError] = useState('')
  useEffect(() => void bridge.people.get(Number(id)).then(setDetail, (reason: unknown) => setError(sentenceOf(reason))), [id])
  return (
    <div className="person-screen scroll">
      <TopBar crumb={{ label: 'People', to: routes.people }} title={detail?.person.name ?? ''} />
      {error && <Notice tone="bad">{error}</Notice>}
      {detail && (
        <>
          <Known detail={detail} />
          <Timeline detail={detail} />
          <Standing detail={detail} />
        </>
      )}
    </div>
  )
}

function Known({ detail }: { detail: PersonDetail }) {
  return (
    <section className="person-pane" aria-label="What is known">
      <h2>What is known</h2>
      <dl className="selectable">
        {detail.fields.map((field) => <div key={field.key}><dt>{field.name}</dt><dd>{field.value}</dd></div>)}
      </dl>
    </section>
  )
}

function Timeline({ detail }: { detail: PersonDetail }) {
  const days = byDay(detail.timeline)
  return (
    <section className="person-time" aria-label="Timeline">
      <h2>What happened <span className="person-count num-tab">{formatNumber(detail.events)}</span></h2>
      {days.length === 0 && <p className="person-none">Nothing yet.</p>}
      {days.map(([day, items]) => (
        <div key={day}>
          <h3>{day}</h3>
          <ol>
            {items.map((item, n) => <li key={n}><time>{item.time}</time><span><b>{item.text}</b>{item.detail && <small>{item.detail}</small>}</span></li>)}
          </ol>
        </div>
      ))}
      {detail.events > detail.timeline.length && <p className="person-none">The newest {formatNumber(detail.timeline.length)} are shown.</p>}
    </section>
  )
}

function byDay(timeline: TimelineItem[]): [string, TimelineItem[]][] {
  const days = new Map<string, TimelineItem[]>()
  for (const item of timeline) days.set(item.day, [...(days.get(item.day) ?? []), item])
  return [...days]
}

function Standing({ detail }: { detail: PersonDetail }) {
  return (
    <section className="person-pane" aria-label="Permission and segments">
      <h2>Permission</h2>
      <ul className="person-lines selectable">{detail.consent.map((line) => <li key={line}>{line}</li>)}</ul>
      <h2>Segments</h2>
      {detail.segments.length === 0 && <p className="person-none">In no saved segment.</p>}
      <ul className="person-lines">{detail.segments.map((name) => <li key={name}>{name}</li>)}</ul>
    </section>
  )
}
