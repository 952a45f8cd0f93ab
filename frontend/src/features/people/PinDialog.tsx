import { useState } from 'react'
import { useTraits } from '../../clause/traits'
import { formatNumber } from '../../i18n/format'
import { t } from '../../i18n/people'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Segmented } from '../../ui/Segmented'
import { Select } from '../../ui/Select'
import { pinPeople } from './bulk'
import type { BulkProps } from './BulkBar'

/** Into which segment the chosen people go by hand, or out of which they are kept. */
export function PinDialog({ selection, people, onClose }: BulkProps) {
  const segments = useTraits((s) => s.segments)
  const [id, setID] = useState('')
  const [way, setWay] = useState<'always' | 'never'>('always')
  const segment = segments.find((s) => String(s.id) === id)
  const go = () => {
    if (!segment) return
    onClose()
    void pinPeople(selection, segment, way === 'always', people)
  }
  return (
    <Dialog
      open onClose={onClose} title={t.pinTo} text={t.pinHint}
      actions={<><Button onClick={onClose}>{t.cancel}</Button><Button tone="primary" disabled={!segment} onClick={go}>{t.pinPeople(formatNumber(people), people === 1, way === 'always')}</Button></>}
    >
      <div className="bulk-form">
        <Select label={t.segment} block value={id} placeholder={t.chooseSegment} options={segments.map((s) => ({ value: String(s.id), label: s.name }))} onChange={setID} />
        <Segmented label={t.alwaysOrNever} block value={way} onChange={setWay} options={[{ value: 'always', label: t.always }, { value: 'never', label: t.never }]} />
      </div>
    </Dialog>
  )
}
