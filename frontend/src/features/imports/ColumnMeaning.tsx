import { Check, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../i18n/imports'
import type { ColumnView, ImportTarget } from '../../bridge/client'
import { Popover } from '../../ui/Popover'
import { SearchInput } from '../../ui/SearchInput'
import { mapTo } from './edits'
import { findMeanings, groupsOf } from './Meanings'
import { targetOf } from './plan'
import { useImport } from './task'
import { meaningName } from './words'

/** What a column means, with how sure that is; pressed, it offers every other meaning. */
export function ColumnMeaning({ column, targets }: { column: ColumnView; targets: ImportTarget[] }) {
  const [open, setOpen] = useState(false)
  const chosen = useImport((task) => targetOf(task.selection!.mapping, column.index))
  const meaning = meaningName(chosen, targets)
  const sure = chosen !== '' && chosen === column.target && column.confidence > 0 ? `${column.confidence}%` : ''
  const pick = (target: string) => {
    setOpen(false)
    mapTo(column, target, meaningName(target, targets))
  }
  const trigger = (
    <button type="button" className={`import-chip${chosen === '' ? ' out' : ''}`} aria-label={t.meaningOf(column.name, meaning, sure)}>
      <span className="import-chip-name">{meaning}</span>
      {sure && ' '}
      {sure && <small>{sure}</small>}
      <ChevronDown size={12} aria-hidden />
    </button>
  )
  return (
    <>
      <Popover open={open} onOpenChange={setOpen} title={t.chooseMeaning(column.name)} trigger={trigger} className="import-pick">
        <Choose targets={targets} chosen={chosen} onPick={pick} />
      </Popover>
      <small className="import-grid-note">{noteOf(column)}</small>
    </>
  )
}

function noteOf(column: ColumnView): string {
  return [column.note, column.filled < 100 && t.filled(column.filled), column.hidden && t.hiddenColumn].filter(Boolean).join(' · ')
}

/** A search and the meanings it finds. Enter takes the first, arrows walk. */
function Choose({ targets, chosen, onPick }: { targets: ImportTarget[]; chosen: string; onPick: (target: string) => void }) {
  const [search, setSearch] = useState('')
  const found = findMeanings(targets, search)
  const first = search !== '' ? found[0] : undefined
  return (
    <div className="import-pick-body" onKeyDown={walk}>
      <div data-first-focus onKeyDown={(event) => event.key === 'Enter' && first && onPick(first.key)}>
        <SearchInput label={t.findMeaning} value={search} onChange={setSearch} />
      </div>
      <div className="import-pick-list scroll">
        {search === '' && <Line name={t.leaveColumnOut} on={chosen === ''} onPick={() => onPick('')} />}
        {groupsOf(found).map(([group, members]) => (
          <div key={group} role="group" aria-label={group}>
            <p className="import-meanings-group" aria-hidden>{group}</p>
            {members.map((target) => <Line key={target.key} name={target.name} on={target.key === chosen} onPick={() => onPick(target.key)} />)}
          </div>
        ))}
        {found.length === 0 && <p className="import-lead">{t.noMeaning(search)}</p>}
      </div>
    </div>
  )
}

function Line({ name, on, onPick }: { name: string; on: boolean; onPick: () => void }) {
  return (
    <button type="button" className="import-pick-line" aria-pressed={on} onClick={onPick}>
      <span className="mi-check">{on && <Check size={14} />}</span>
      {name}
    </button>
  )
}

function walk(event: React.KeyboardEvent<HTMLElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, .import-pick-line')]
  const at = stops.indexOf(document.activeElement as HTMLElement)
  stops[Math.min(stops.length - 1, Math.max(0, at + step))]?.focus()
  event.preventDefault()
}
