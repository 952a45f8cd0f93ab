import { Segmented } from '../../../ui/Segmented'
import { Note, NumberPart, QuickChoices } from './parts'
import type { EditorProps } from './types'

const actions = [
  { value: 'opened', label: 'opened' },
  { value: 'clicked', label: 'clicked' },
]

/** How many of the last mails sent to somebody it looks at, and for what. */
export function MessagesEditor({ condition, onChange }: EditorProps) {
  const { n = 3, action = 'opened' } = condition.params
  const choices = [1, 3, 5, 10].map((k) => ({ label: k === 1 ? 'The last one' : `The last ${k}`, on: n === k, choose: () => onChange({ n: k }) }))
  return (
    <>
      <Segmented label="What they did" value={action} options={actions} onChange={(next) => onChange({ action: next })} block />
      <NumberPart label="Of the last emails" min={1} max={1000} value={n} onChange={(next) => onChange({ n: Math.round(next) })} />
      <QuickChoices label="Often asked" choices={choices} />
      <Note>
        People who were sent fewer than {n} {n === 1 ? 'email' : 'emails'} are {condition.not ? 'kept in' : 'left out'}. Opens made by machines do not count.
      </Note>
    </>
  )
}
