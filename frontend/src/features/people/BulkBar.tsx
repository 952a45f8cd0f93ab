import { Ban, Download, Pin, Tag, Tags, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { useActions } from '../../actions/registry'
import type { PeopleSelection } from '../../bridge/client'
import { formatNumber } from '../../i18n/format'
import { t } from '../../i18n/people'
import { Button } from '../../ui/Button'
import { IconButton } from '../../ui/IconButton'
import { arranged, nobody, sizeOf, type GridLayout, type SortBy } from '../../ui/grid'
import { exportPeople } from './bulk'
import { EraseDialog, StopDialog } from './BulkConfirm'
import { PinDialog } from './PinDialog'
import type { Asked } from './PeopleTable'
import { useTable } from './table'
import { TagDialog } from './TagDialog'

type Question = 'add' | 'remove' | 'pin' | 'stop' | 'erase'

/** What can be done with everybody who is chosen. */
export function BulkBar({ asked, total, layout, sort }: { asked: Asked; total: number; layout: GridLayout; sort: SortBy[] }) {
  const selection = useTable((s) => s.selection)
  const people = sizeOf(selection, total)
  const [question, ask] = useState<Question>()
  const chosen: PeopleSelection = { ...asked, all: selection.all, ids: [...selection.ids] }
  const none = people === 0
  const write = () => void exportPeople(chosen, arranged(layout), sort)
  useActions([
    { id: 'people.tag', group: 'people', label: t.addTag, icon: Tag, disabled: none, run: () => ask('add') },
    { id: 'people.untag', group: 'people', label: t.removeTag, icon: Tags, disabled: none, run: () => ask('remove') },
    { id: 'people.pin', group: 'people', label: t.pinTo, icon: Pin, disabled: none, run: () => ask('pin') },
    { id: 'people.export', group: 'people', label: t.exportPeople, icon: Download, disabled: none, run: write },
    { id: 'people.stop', group: 'people', label: t.stopMailing, icon: Ban, disabled: none, run: () => ask('stop') },
    { id: 'people.erase', group: 'people', label: t.erase, icon: Trash2, disabled: none, run: () => ask('erase') },
  ])
  const shared = { selection: chosen, people, onClose: () => ask(undefined) }
  return (
    <>
      {!none && (
        <div className="bulk-bar" role="toolbar" aria-label={t.withChosen} data-pane>
          <b className="num-tab" role="status">{t.chosen(formatNumber(people), people === 1)}</b>
          <Button onClick={() => ask('add')}><Tag size={14} aria-hidden />{t.addTag}</Button>
          <Button onClick={() => ask('remove')}>{t.removeTag}</Button>
          <Button onClick={() => ask('pin')}><Pin size={14} aria-hidden />{t.alwaysOrNever}</Button>
          <Button onClick={write}><Download size={14} aria-hidden />{t.exportPeople}</Button>
          <span className="sp" />
          <Button tone="danger" onClick={() => ask('stop')}>{t.stopMailing}</Button>
          <Button tone="danger" onClick={() => ask('erase')}>{t.erase}</Button>
          <IconButton label={t.chooseNobody} keys="Esc" onClick={() => useTable.setState({ selection: nobody })}><X size={16} /></IconButton>
        </div>
      )}
      {(question === 'add' || question === 'remove') && <TagDialog {...shared} add={question === 'add'} />}
      {question === 'pin' && <PinDialog {...shared} />}
      {question === 'stop' && <StopDialog {...shared} />}
      {question === 'erase' && <EraseDialog {...shared} />}
    </>
  )
}

/** What every question about chosen people gets. */
export interface BulkProps {
  selection: PeopleSelection
  people: number
  onClose(): void
}
