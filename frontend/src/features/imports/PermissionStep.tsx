import type { PermissionChoice } from '../../bridge/client'
import { TextArea, TextField } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { Choices } from './Choices'
import { isMapped } from './plan'
import { choose, useImport } from './task'

/** Step 4: may these people be mailed? It cannot be skipped; "not yet" is an answer. */
export function PermissionStep() {
  const selection = useImport((task) => task.selection)
  if (!selection) return null
  const permission = selection.permission
  const answer = (change: Partial<PermissionChoice>) => choose({ permission: { ...permission, ...change } })
  return (
    <>
      <h2 className="import-question">May these people be mailed?</h2>
      {isMapped(selection, 'permission:given') && <Notice>A column says for each person whether they agreed. It decides; this answer is for rows that say yes.</Notice>}
      <Choices
        label="May these people be mailed?"
        value={permission.answer}
        onChange={(value) => answer({ answer: value })}
        choices={[
          { value: 'consent', title: 'They agreed to get mails', detail: 'For example on a form, at the counter, or by ticking a box in your shop.' },
          { value: 'existing_customer', title: 'They are our customers', detail: 'They bought from us and can be told about similar things, where the law allows that.' },
          { value: 'none', title: 'I don’t have permission yet', detail: 'They are imported and can be counted in segments, but are never mailed until they agree.' },
        ]}
      />
      {(permission.answer === 'consent' || permission.answer === 'existing_customer') && <Proof permission={permission} answer={answer} />}
    </>
  )
}

function Proof({ permission, answer }: { permission: PermissionChoice; answer: (change: Partial<PermissionChoice>) => void }) {
  const agreed = permission.answer === 'consent'
  return (
    <div className="import-proof">
      <TextField label={agreed ? 'Where they agreed' : 'Where they bought'} value={permission.source} placeholder={agreed ? 'Sign-up form on the website' : 'Online shop'} onChange={(source) => answer({ source })} />
      <TextField label={agreed ? 'When they agreed' : 'Since when'} type="date" value={permission.on} onChange={(on) => answer({ on })} hint="Leave it empty if a column says so, or if you do not know." />
      {agreed && <TextArea label="What they agreed to" value={permission.wording} placeholder="Yes, send me news and offers by email." onChange={(wording) => answer({ wording })} hint="The words of the form, so that you can show them when asked." />}
      <TextField label="Proof" value={permission.proof} placeholder="Where the record can be found" onChange={(proof) => answer({ proof })} />
    </div>
  )
}
