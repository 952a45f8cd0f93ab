import type { SegmentUses } from '../../../bridge/client'
import { t } from '../../../i18n/segments'
import { Button } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { UseList } from './UsedIn'

interface Props {
  name: string
  uses: SegmentUses
  onClose(): void
  onReplace(): void
}

/** Says what deleting a segment would break, and the ways out. */
export function DeleteDialog({ name, uses, onClose, onReplace }: Props) {
  const campaigns = uses.breaks.some((use) => use.kind === 'campaign')
  const segments = uses.breaks.some((use) => use.kind === 'segment')
  const replaceable = segments && !campaigns && uses.inline === ''
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.inUse(name)}
      text={t.wouldBreak}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          {replaceable && <Button tone="danger" onClick={onReplace}>{t.replaceAndDelete}</Button>}
        </>
      }
    >
      <div className="delete-ways">
        <UseList uses={uses.breaks} />
        {campaigns && <p>{t.chooseOther}</p>}
        {segments && uses.inline !== '' && <p>{t.cannotReplace[uses.inline]}</p>}
        {replaceable && <p>{t.canReplace}</p>}
        {uses.keeps.length > 0 && <p>{t.keepsResults}</p>}
        {uses.keeps.length > 0 && <UseList uses={uses.keeps} />}
      </div>
    </Dialog>
  )
}
