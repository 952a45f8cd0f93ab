import { useState } from 'react'
import { useLoad } from '../../app/useLoad'
import { bridge } from '../../bridge/client'
import { formatNumber } from '../../i18n/format'
import { t } from '../../i18n/people'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { TextField } from '../../ui/Field'
import { tagPeople } from './bulk'
import type { BulkProps } from './BulkBar'

/** Which tag to add to the chosen people, or to take from them. */
export function TagDialog({ selection, people, onClose, add }: BulkProps & { add: boolean }) {
  const [tag, setTag] = useState('')
  const { value: known } = useLoad(() => bridge.people.tags(), 'tags')
  const go = () => {
    if (tag.trim() === '') return
    onClose()
    void tagPeople(selection, tag.trim(), add)
  }
  const label = add ? t.addTagTo(formatNumber(people), people === 1) : t.removeTagFrom(formatNumber(people), people === 1)
  return (
    <Dialog
      open onClose={onClose} title={add ? t.addTag : t.removeTag}
      actions={<><Button onClick={onClose}>{t.cancel}</Button><Button tone="primary" disabled={tag.trim() === ''} onClick={go}>{label}</Button></>}
    >
      <form className="bulk-form" onSubmit={(e) => { e.preventDefault(); go() }}>
        <TextField label={t.tag} value={tag} onChange={setTag} hint={add ? t.tagHint : undefined} autoFocus maxLength={80} />
        <div className="bulk-tags" role="group" aria-label={t.tag}>
          {(known ?? []).slice(0, 24).map((k) => (
            <button key={k.value} type="button" className="bulk-tag" aria-pressed={k.value === tag} onClick={() => setTag(k.value)}>
              {k.value} <small>{formatNumber(k.people)}</small>
            </button>
          ))}
        </div>
      </form>
    </Dialog>
  )
}
