import { useState, type ReactNode } from 'react'
import { go, routes } from '../../../app/routes'
import { report } from '../../../app/status'
import { bridge, sentenceOf, type PauseView, type PersonView } from '../../../bridge/client'
import { t } from '../../../i18n/person'
import { Button } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { TextField } from '../../../ui/Field'
import { Segmented } from '../../../ui/Segmented'
import { setPause } from './deeds'
import { touch } from './usePerson'

/** What is asked before it is done. */
export type Asking = 'pause' | 'grant' | 'withdraw' | 'erase'

interface Props {
  view: PersonView
  onClose: () => void
}

/** The question that is open, if one is. */
export function PersonDialogs({ asking, ...props }: Props & { asking: Asking | undefined }) {
  switch (asking) {
    case 'pause':
      return <PauseDialog {...props} />
    case 'grant':
      return <GrantDialog {...props} />
    case 'withdraw':
      return <WithdrawDialog {...props} />
    case 'erase':
      return <EraseDialog {...props} />
  }
  return null
}

interface AskProps {
  title: string
  text: string
  act: string
  danger?: boolean
  ready: boolean
  onClose: () => void
  /** Returns what went wrong, "" when it is done. */
  onAct: () => Promise<string>
  children: ReactNode
}

/** A question with one act; what went wrong stays in it. */
function Ask({ title, text, act, danger, ready, onClose, onAct, children }: AskProps) {
  const [bad, setBad] = useState('')
  const run = async () => {
    const trouble = await onAct()
    setBad(trouble)
    if (trouble === '') onClose()
  }
  const actions = (
    <>
      <Button onClick={onClose}>{t.cancel}</Button>
      <Button tone={danger ? 'danger' : 'primary'} disabled={!ready} onClick={() => void run()}>{act}</Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={title} text={text} actions={actions}>
      <form
        className="person-form"
        onSubmit={(e) => {
          e.preventDefault()
          if (ready) void run()
        }}
      >
        {children}
        {bad && <p className="field-bad" role="alert">{bad}</p>}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Dialog>
  )
}

/** Does something that cannot be undone. */
async function forGood(run: () => Promise<void>, said: string): Promise<string> {
  try {
    await run()
  } catch (reason) {
    return sentenceOf(reason)
  }
  report(said)
  touch()
  return ''
}

const dayAfter = (days: number) => {
  const day = new Date()
  day.setDate(day.getDate() + days)
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`
}

type Length = 'week' | 'month' | 'day' | 'good'

function PauseDialog({ view, onClose }: Props) {
  const [length, setLength] = useState<Length>('month')
  const [day, setDay] = useState(dayAfter(14))
  const until: Record<Length, string> = { week: dayAfter(7), month: dayAfter(30), day, good: '' }
  const options = [
    { value: 'week' as Length, label: t.pauseWeek }, { value: 'month' as Length, label: t.pauseMonth },
    { value: 'day' as Length, label: t.pauseDay }, { value: 'good' as Length, label: t.pauseGood },
  ]
  const pause: PauseView = { on: true, until: until[length] }
  return (
    <Ask title={t.pauseTitle(view.person.name)} text={t.pauseText} act={t.pause} ready={length !== 'day' || day !== ''} onClose={onClose} onAct={() => setPause(view, pause)}>
      <Segmented label={t.pause} value={length} options={options} onChange={setLength} block />
      {length === 'day' && <TextField label={t.pauseUntil} type="date" value={day} min={dayAfter(0)} onChange={setDay} />}
    </Ask>
  )
}

function GrantDialog({ view, onClose }: Props) {
  const [source, setSource] = useState('')
  const [on, setOn] = useState(dayAfter(0))
  const [wording, setWording] = useState('')
  const [proof, setProof] = useState('')
  const grant = () => forGood(() => bridge.person.grant(view.person.id, { source, on, wording, proof }), t.recorded(view.person.name))
  return (
    <Ask title={t.recordTitle(view.person.name)} text={t.recordText} act={t.record} ready={source.trim() !== '' && on !== ''} onClose={onClose} onAct={grant}>
      <TextField label={t.where} placeholder={t.whereHint} value={source} onChange={setSource} />
      <TextField label={t.when} type="date" value={on} max={dayAfter(0)} onChange={setOn} />
      <TextField label={t.words} placeholder={t.wordsHint} value={wording} onChange={setWording} />
      <TextField label={t.proof} placeholder={t.proofHint} value={proof} onChange={setProof} />
    </Ask>
  )
}

function WithdrawDialog({ view, onClose }: Props) {
  const [source, setSource] = useState('')
  const withdraw = () => forGood(() => bridge.person.withdraw(view.person.id, source), t.withdrawn(view.person.name))
  return (
    <Ask title={t.withdrawTitle(view.person.name)} text={t.withdrawText} act={t.withdraw} danger ready onClose={onClose} onAct={withdraw}>
      <TextField label={t.withdrawWhere} placeholder={t.withdrawHint} value={source} onChange={setSource} />
    </Ask>
  )
}

function EraseDialog({ view, onClose }: Props) {
  const [typed, setTyped] = useState('')
  const { id, email, name } = view.person
  const word = email || (view.groups.flatMap((group) => group.values).find((value) => value.key === 'external_id')?.value ?? '')
  const sure = typed.trim().toLowerCase() === word.toLowerCase()
  const erase = async () => {
    const trouble = await forGood(() => bridge.person.erase(id, typed), t.erased(name))
    if (trouble === '') go(routes.people)
    return trouble
  }
  return (
    <Ask title={t.eraseTitle(name)} text={t.eraseText} act={t.eraseButton} danger ready={sure} onClose={onClose} onAct={erase}>
      <TextField label={t.eraseType(word)} value={typed} onChange={setTyped} autoComplete="off" />
    </Ask>
  )
}
