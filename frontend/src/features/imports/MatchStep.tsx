import { Choices } from './Choices'
import { Tally } from './Tally'
import { isMapped } from './plan'
import { choose, useImport } from './task'

/** Step 3: how people of the file are recognised, and what happens to those already here. */
export function MatchStep() {
  const selection = useImport((task) => task.selection)
  if (!selection) return null
  const email = isMapped(selection, 'field:email')
  const id = isMapped(selection, 'field:external_id')
  return (
    <>
      <h2 className="import-question">How do we know that two rows are the same person?</h2>
      <Choices
        label="How people are recognised"
        value={selection.matchOn}
        onChange={(matchOn) => choose({ matchOn })}
        choices={[
          { value: 'email', title: 'Same email address', detail: email ? 'Capital letters and spaces around it do not matter.' : 'No column is an email address.', disabled: !email },
          { value: 'external_id', title: 'Same customer id', detail: id ? 'Your own number for a customer. Emails may change.' : 'No column is a customer id.', disabled: !id },
        ]}
      />
      <h2 className="import-question">What happens to people who are already here?</h2>
      <Choices
        label="People who are already here"
        value={selection.onMatch}
        onChange={(onMatch) => choose({ onMatch })}
        choices={[
          { value: 'fill', title: 'Fill blanks', detail: 'What you know stays. The file only adds what is missing.' },
          { value: 'newer', title: 'The file wins', detail: 'Values of the file replace yours. Empty cells replace nothing.' },
          { value: 'keep', title: 'Keep mine', detail: 'People already here stay exactly as they are.' },
        ]}
      />
      <h2 className="import-question">What that means for this file</h2>
      <Tally />
    </>
  )
}
