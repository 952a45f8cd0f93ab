import { Component, LayoutTemplate, Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { UndoButtons } from '../../actions/UndoButtons'
import { exportSegment, saveSegmentReport } from '../../app/exports'
import { go, routes } from '../../app/routes'
import { useKeyHints } from '../../app/status'
import { TopBar } from '../../app/TopBar'
import { t } from '../../i18n/segments'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { SearchInput } from '../../ui/SearchInput'
import { CombineDialog, type Way } from './list/CombineDialog'
import { DeleteDialog } from './list/DeleteDialog'
import { draftCampaign, duplicateSegment, freezeSegment, renameSegment, replaceAndDelete, thawSegment } from './list/deeds'
import type { LineDeeds } from './list/lineMenu'
import { extended, flipped, noChoice, remaining, shown, type Line, type Order } from './list/order'
import { SegmentTable } from './list/SegmentTable'
import { SelectionBar } from './list/SelectionBar'
import { useDeleting } from './list/useDeleting'
import { useListActions } from './list/useListActions'
import { useSegmentList } from './list/useSegmentList'
import { Ideas } from './templates/Ideas'
import './segments.css'

/** With so few segments there is room for ideas below them. */
const few = 8

/** All saved segments; where there are none or few, ideas to begin with. */
export function SegmentsScreen() {
  const { lines, error } = useSegmentList()
  return (
    <div className="segments-screen scroll">
      <TopBar
        title={t.title}
        actions={
          <>
            <UndoButtons />
            <span className="divider" />
            <Button onClick={() => go(routes.segmentTemplates)}><LayoutTemplate size={15} aria-hidden /> {t.templates}</Button>
            <Button tone="primary" onClick={() => go(routes.segment('new'))}><Plus size={15} aria-hidden /> {t.newSegment}</Button>
          </>
        }
      />
      <div className="segments-column">
        {error && <Notice tone="bad">{error}</Notice>}
        {lines && lines.length > 0 && <SegmentList lines={lines} />}
        {lines?.length === 0 && <Beginning />}
        {lines && lines.length < few && <Ideas first={lines.length === 0} />}
      </div>
    </div>
  )
}

function Beginning() {
  return (
    <header className="segments-begin">
      <span className="segments-begin-icon" aria-hidden><Component size={24} /></span>
      <h2>{t.beginTitle}</h2>
      <p>{t.beginText}</p>
    </header>
  )
}

function SegmentList({ lines }: { lines: Line[] }) {
  const [search, setSearch] = useState('')
  const [order, setOrder] = useState<Order>({ column: 'name', down: false })
  const [chosen, setChosen] = useState(noChoice)
  const [focus, setFocus] = useState<number>()
  const [renaming, setRenaming] = useState<number>()
  const [combining, setCombining] = useState<Way>()
  const { blocked, remove, close } = useDeleting()
  const visible = useMemo(() => shown(lines, search, order), [lines, search, order])
  const choice = remaining(chosen, lines)
  const chosenLines = choice.ids.flatMap((id) => lines.filter((line) => line.id === id))
  const deeds: LineDeeds = {
    open: (line) => go(routes.segment(line.id)),
    rename: (line) => setRenaming(line.id),
    duplicate: (line) => void duplicateSegment(line),
    freeze: (line) => void (line.frozenAt ? thawSegment(line) : freezeSegment(line)),
    campaign: (line) => void draftCampaign(line),
    exportPeople: (line) => void exportSegment(line.id),
    report: (line) => void saveSegmentReport(line.id),
    remove: (line) => {
      const at = visible.findIndex((other) => other.id === line.id)
      const neighbour = visible[at + 1] ?? visible[at - 1]
      void remove(line).then((gone) => gone && neighbour && focusLine(neighbour.id))
    },
  }
  const overlap = () => go(routes.segmentOverlap(choice.ids))
  useListActions({
    line: chosenLines.length === 1 ? chosenLines[0] : visible.find((line) => line.id === focus),
    chosen: choice.ids.length, deeds, overlap, combine: setCombining, clear: () => setChosen(noChoice),
  })
  useHints()
  return (
    <section className="segments-list" aria-label={t.table}>
      <div className="segments-tools">
        <SearchInput label={t.search} value={search} onChange={setSearch} />
        <SelectionBar chosen={choice.ids.length} onOverlap={overlap} onCombine={setCombining} onClear={() => setChosen(noChoice)} />
      </div>
      <SegmentTable
        lines={visible}
        order={order}
        onOrder={setOrder}
        choice={choice}
        onChoose={(id, extend) => setChosen(extend ? extended(choice, id, visible.map((line) => line.id)) : flipped(choice, id))}
        onChooseAll={() => setChosen(visible.every((line) => choice.ids.includes(line.id)) ? noChoice : { ids: visible.map((line) => line.id), anchor: undefined })}
        focus={focus}
        onFocus={setFocus}
        renaming={renaming}
        onRenamed={(line, name) => {
          setRenaming(undefined)
          focusLine(line.id)
          if (name) void renameSegment(line, name)
        }}
        deeds={deeds}
      />
      {visible.length === 0 && <p className="segments-none">{t.noneFound(search.trim())}</p>}
      {combining && chosenLines.length > 1 && <CombineDialog way={combining} lines={chosenLines} onClose={() => setCombining(undefined)} />}
      {blocked && (
        <DeleteDialog
          name={blocked.line.name}
          uses={blocked.uses}
          onClose={close}
          onReplace={() => {
            close()
            void replaceAndDelete(blocked.line)
          }}
        />
      )}
    </section>
  )
}

/** The keys of the list in the status bar. */
function useHints() {
  const [move, open, choose, rename] = [t.keyMove, t.keyOpen, t.keyChoose, t.keyRename]
  useKeyHints(useMemo(() => [
    { keys: ['↑', '↓'], label: move }, { keys: ['Enter'], label: open }, { keys: ['Space'], label: choose }, { keys: ['F2'], label: rename },
  ], [move, open, choose, rename]))
}

/** Gives the focus back to a line once it is drawn. */
function focusLine(id: number) {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-segment="${id}"]`)?.focus())
}
