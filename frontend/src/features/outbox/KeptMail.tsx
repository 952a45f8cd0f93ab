import { useEffect, useState } from 'react'
import { showTrouble } from '../../app/trouble'
import { bridge, type OutboxMail } from '../../bridge/client'
import { Segmented } from '../../ui/Segmented'

const views = ['Mail', 'Text', 'Headers', 'Source'] as const
type View = (typeof views)[number]

/** One kept mail: as drawn, as text, its headers, its bytes. */
export function KeptMail({ id }: { id: number }) {
  const [mail, setMail] = useState<OutboxMail>()
  const [view, setView] = useState<View>('Mail')
  useEffect(() => void bridge.sending.outboxMail(id).then(setMail, showTrouble), [id])
  return (
    <section className="kept" aria-label="Mail">
      <header className="kept-head">
        <h2 className="selectable">{mail?.row.subject}</h2>
        <p className="selectable">to {mail?.row.to}</p>
        <Segmented label="Show" value={view} options={views.map((name) => ({ value: name, label: name }))} onChange={setView} />
      </header>
      {view === 'Mail' && <iframe className="kept-frame" title="The mail as drawn" sandbox="" src={`/preview/outbox/${id}`} />}
      {view === 'Text' && <pre className="kept-text scroll selectable">{mail?.text}</pre>}
      {view === 'Source' && <pre className="kept-text scroll selectable">{mail?.source}</pre>}
      {view === 'Headers' && (
        <dl className="kept-headers scroll selectable">
          {mail?.headers.map(([name, value], n) => <div key={n}><dt>{name}</dt><dd>{value}</dd></div>)}
        </dl>
      )}
    </section>
  )
}
