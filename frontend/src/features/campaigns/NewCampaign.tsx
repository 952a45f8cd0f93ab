import { useState } from 'react'
import { bridge, sentenceOf } from '../../bridge/client'
import { Dialog } from '../../ui/Dialog'
import { people } from '../../i18n/format'
import { SelectField } from './SelectField'
import { useLoad } from '../../app/useLoad'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { go, routes } from '../../app/routes'

/** Asks whom a new campaign is for and what it begins with, then opens it. */
export function NewCampaign({ onClose }: { onClose(): void }) {
  const segmentList = useLoad(bridge.segments.list, 0)
  const templateList = useLoad(bridge.campaigns.templates, 0)
  const [segment, setSegment] = useState<number>()
  const [template, setTemplate] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const chosenSegment = segment ?? segmentList.value?.[0]?.id ?? 0
  const chosenTemplate = template ?? templateList.value?.[0]?.key ?? ''

  const create = async () => {
    setBusy(true)
    try {
      const made = await bridge.campaigns.create(chosenSegment, chosenTemplate)
      go(routes.campaign(made.id))
    } catch (reason) {
      setError(sentenceOf(reason))
      setBusy(false)
    }
  }
  const problem = error || segmentList.error || templateList.error
  return (
    <Dialog
      open
      title="New campaign"
      size="wide"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>
            Cancel
          </Button>
          <Button tone="primary" disabled={busy} onClick={() => void create()}>
            Create campaign
          </Button>
        </>
      }
    >
      {problem && <Notice tone="bad">{problem}</Notice>}
      <SelectField label="Segment" value={chosenSegment} onChange={(value) => setSegment(Number(value))}>
          <option value={0}>Choose later</option>
          {segmentList.value?.map((s) => (
            <option key={s.id} value={s.id}>
              {s.name}, {people(s.people)}
            </option>
          ))}
        </SelectField>
      <fieldset className="template-list">
        <legend className="field-label">Begin with</legend>
        {templateList.value?.map((t) => (
          <label key={t.key} className="template">
            <input type="radio" name="template" checked={t.key === chosenTemplate} onChange={() => setTemplate(t.key)} />
            <span>
              <b>{t.name}</b>
              <span className="hint">{t.hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </Dialog>
  )
}
