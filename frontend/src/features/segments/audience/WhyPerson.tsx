import { useId } from 'react'
import { create } from 'zustand'
import { bridge, type PersonRow } from '../../../bridge/client'
import { go, routes } from '../../../app/routes'
import { useLoaded } from '../../../clause/editors/useLoaded'
import { VerdictTree } from '../../../clause/VerdictTree'
import { t } from '../../../i18n/audience'
import { formatDay } from '../../../i18n/format'
import { setHot } from '../state/view'
import { PinButtons } from './PinButtons'

/** The day that people are looked at as of, "" for now: it stays from one person to the next. */
const useWhyDay = create<{ day: string }>(() => ({ day: '' }))

/** Whether one person is in, by which rules, now or at the end of any past day. */
export function WhyPerson({ person, document }: { person: PersonRow; document: string }) {
  const { day } = useWhyDay()
  const { value: why, trouble } = useLoaded(`${person.id} ${day} ${document}`, () => bridge.segments.why(document, person.id, day))
  return (
    <div className="why">
      {trouble && <p className="quiet-words" role="alert">{trouble}</p>}
      {why && <p className={`why-verdict ${why.in ? 'in' : 'out'}`}>{verdict(why.in, day)}</p>}
      {why && <VerdictTree lanes={why.lanes ?? []} onPoint={setHot} />}
      <DayField />
      {day !== '' && <p className="why-note">{t.asOfNote}</p>}
      <div className="why-deeds">
        <PinButtons person={person} />
        <button type="button" className="link-button" onClick={() => go(routes.person(person.id))}>{t.openPerson(person.name)}</button>
      </div>
    </div>
  )
}

function verdict(within: boolean, day: string): string {
  if (day === '') return within ? t.isIn : t.isOut
  return within ? t.wasIn(formatDay(day)) : t.wasOut(formatDay(day))
}

function DayField() {
  const id = useId()
  const { day } = useWhyDay()
  return (
    <p className="why-day">
      <label htmlFor={id}>{t.asOf}</label>
      <input id={id} type="date" className="input" value={day} onChange={(e) => useWhyDay.setState({ day: e.target.value })} />
      {day !== '' && <button type="button" className="link-button" onClick={() => useWhyDay.setState({ day: '' })}>{t.now}</button>}
    </p>
  )
}
