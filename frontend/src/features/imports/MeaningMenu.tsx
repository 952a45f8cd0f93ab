import { Check } from 'lucide-react'
import { useId, useState, type KeyboardEvent, type ReactElement } from 'react'
import type { ImportTarget } from '../../bridge/client'
import { t } from '../../i18n/imports'
import { Popover } from '../../ui/Popover'
import { SearchInput } from '../../ui/SearchInput'
import { searched } from './plan'

interface Props {
  trigger: ReactElement
  column: string
  targets: ImportTarget[]
  chosen: string
  onChoose: (target: string) => void
}

/** Everything a column can mean, found by typing. Leaving it out comes first. */
export function MeaningMenu({ trigger, column, targets, chosen, onChoose }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <Popover trigger={trigger} open={open} onOpenChange={setOpen} label={t.meaningsFor(column)} className="import-pick">
      <Search column={column} targets={targets} chosen={chosen} onChoose={(target) => { setOpen(false); onChoose(target) }} />
    </Popover>
  )
}

function Search({ column, targets, chosen, onChoose }: Omit<Props, 'trigger'>) {
  const id = useId()
  const [text, setText] = useState('')
  const found = searched(text, [{ key: '', name: t.leaveOut, kind: 'both', group: '' }, ...targets])
  const [at, setAt] = useState(() => Math.max(0, found.findIndex((target) => target.key === chosen)))
  const move = (to: number) => {
    const next = Math.min(Math.max(to, 0), found.length - 1)
    setAt(next)
    document.getElementById(`${id}-${next}`)?.scrollIntoView?.({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: found.length - 1 }[event.key]
    if (to === undefined && event.key !== 'Enter') return
    event.preventDefault()
    if (to !== undefined) move(to)
    else if (found[at]) onChoose(found[at].key)
  }
  return (
    <div onKeyDown={onKeyDown}>
      <div data-first-focus>
        <SearchInput label={t.findMeaning} value={text} onChange={(next) => { setText(next); setAt(0) }} input={{ role: 'combobox', 'aria-expanded': true, 'aria-controls': id, 'aria-activedescendant': found.length > 0 ? `${id}-${at}` : undefined }} />
      </div>
      <ul id={id} className="import-pick-list scroll" role="listbox" aria-label={t.meaningsFor(column)}>
        {found.map((target, index) => (
          <li key={target.key} id={`${id}-${index}`} role="option" aria-selected={index === at} className="import-pick-line" onPointerMove={() => setAt(index)} onClick={() => onChoose(target.key)}>
            <span>{target.name}</span>
            <small>{target.group}</small>
            {target.key === chosen && <Check size={14} aria-hidden />}
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="import-lead" role="status">{t.noMeaning}</p>}
    </div>
  )
}
