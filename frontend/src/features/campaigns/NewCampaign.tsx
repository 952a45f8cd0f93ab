import { useState } from 'react'
import { campaigns, segments, sentenceOf } from './api'
import { Dialog } from '../../ui/Dialog'
import { people } from '../../i18n/format'
import { SelectField } from './SelectField'
import { useLoad } from './useLoad'

/** Asks whom a new campaign is for and what it begins with, then opens it. */
export function NewCampaign({ onClose }: { onClose(): void }) {
  const segmentList = useLoad(segments.list, 0)
  const templateList = useLoad(campaigns.templates, 0)
  const [segment, setSegment] = useState<number>()
  const [template, setTemplate] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const chosenSegment = segment ?? segmentList.value?.[0]?.id ?? 0
  const chosenTemplate = template ?? templateList.value?.[0]?.key ?? ''

  const create = async () => {
    setBusy(true)
    try {
      const made = await campaigns.create(chosenSegment, chosenTemplate)
      window.location.hash = `#/campaigns/${made.id}`
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
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
          <button type="button" className="btn primary" disabled={busy} onClick={() => void create()}>
            Create campaign
          </button>
        </>
      }
    >
      {problem && <p className="notice bad" role="alert">{problem}</p>}
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
