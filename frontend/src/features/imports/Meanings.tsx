import { GripVertical } from 'lucide-react'
import { useEffect, useState } from 'react'
import { t } from '../../i18n/imports'
import type { ImportTarget } from '../../bridge/client'
import { SearchInput } from '../../ui/SearchInput'
import { cancelMapDrag, dragMeaning, useMapDrag } from './mapDrag'
import { useImport } from './task'

/** The meanings whose name or group has every word of the search. */
export function findMeanings(targets: ImportTarget[], search: string): ImportTarget[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return targets.filter((target) => words.every((word) => `${target.name} ${target.group}`.toLowerCase().includes(word)))
}

/** All that a column can mean, to be dragged onto one. The same is in the menu of each column. */
export function Meanings({ targets }: { targets: ImportTarget[] }) {
  const [search, setSearch] = useState('')
  const used = useImport((task) => task.selection?.mapping) ?? []
  const found = findMeanings(targets, search)
  useEffect(() => cancelMapDrag, [])
  return (
    <aside className="import-meanings" aria-label={t.meanings}>
      <SearchInput label={t.findMeaning} value={search} onChange={setSearch} />
      {found.length === 0 && <p className="import-lead">{t.noMeaning(search)}</p>}
      <div className="import-meanings-list scroll" tabIndex={0} role="group" aria-label={t.meanings}>
        {groupsOf(found).map(([group, members]) => (
          <div key={group}>
            <p className="import-meanings-group">{group}</p>
            {members.map((target) => (
              <span
                key={target.key}
                data-meaning={target.key}
                className="import-meaning"
                data-used={used.some((choice) => choice.target === target.key) || undefined}
                onPointerDown={(event) => dragMeaning(event, { target: target.key, name: target.name })}
              >
                <GripVertical size={12} aria-hidden />
                {target.name}
              </span>
            ))}
          </div>
        ))}
      </div>
      <Held />
    </aside>
  )
}

export function groupsOf(targets: ImportTarget[]): [string, ImportTarget[]][] {
  const groups = new Map<string, ImportTarget[]>()
  for (const target of targets) groups.set(target.group, [...(groups.get(target.group) ?? []), target])
  return [...groups]
}

/** What is held, beside the pointer. */
function Held() {
  const { cargo, x, y } = useMapDrag()
  if (!cargo) return null
  return <span className="import-meaning import-held" style={{ transform: `translate(${x + 12}px, ${y + 8}px)` }} aria-hidden>{cargo.name}</span>
}
