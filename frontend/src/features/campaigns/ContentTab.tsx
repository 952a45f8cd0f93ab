import { Monitor, Smartphone } from 'lucide-react'
import { type PointerEvent as ReactPointerEvent, type ReactNode, useRef, useState } from 'react'
import { Segmented } from '../../ui/Segmented'
import { useComposer, useDocument, useDocumentEdit } from './composerContext'
import { Canvas } from './Canvas'
import { Checks } from './Checks'
import { type BlockKind, type Target, kindNames, newBlock } from './document'
import { insertBlock, insertRow, moveBlock, rowAfter, targetAfter } from './edits'
import type { Box, Cargo, Drop } from './dropTarget'
import { HeaderLines } from './HeaderLines'
import { Inspector } from './Inspector'
import { Outline } from './Outline'
import { Palette, rowNames } from './Palette'
import { Preview, usePreviewPerson } from './Preview'
import { useBlockDrag } from './useBlockDrag'

const widths = { desktop: 600, phone: 375 }

type Mode = 'edit' | 'preview'
const modes: { value: Mode; label: string }[] = [{ value: 'edit', label: 'Edit' }, { value: 'preview', label: 'Preview' }]
const devices: { value: keyof typeof widths; label: ReactNode; name: string }[] = [
  { value: 'desktop', label: <Monitor size={14} />, name: 'Desktop, 600 pixels' },
  { value: 'phone', label: <Smartphone size={14} />, name: 'Phone, 375 pixels' },
]

/** The mail itself: what can be added, the mail, what is selected. */
export function ContentTab() {
  const { writing, write } = useComposer()
  const doc = useDocument()
  const [mode, setMode] = useState<Mode>('edit')
  const [device, setDevice] = useState<keyof typeof widths>('desktop')
  const [boxes, setBoxes] = useState<Box[]>([])
  const overlay = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLElement>(null)
  const { drag, begin } = useBlockDrag({ doc, boxes, overlay, scroller })
  const actions = useBlockActions()
  const person = usePreviewPerson()
  const width = device === 'desktop' ? Math.max(widths.desktop, doc.width) : widths.phone

  const changeMode = (next: Mode) => {
    write(undefined)
    setMode(next)
  }
  const dragNew = (event: ReactPointerEvent, kind: BlockKind) =>
    begin(event, { kind: 'new-block' }, kindNames[kind], (drop) => actions.addBlock(kind, drop.target))
  const dragRow = (event: ReactPointerEvent, columns: number) =>
    begin(event, { kind: 'new-row' }, `Row: ${rowNames[columns]}`, (drop) => actions.addRow(columns, drop))
  const dragBlock = (event: ReactPointerEvent, id: string, label: string) => {
    if (writing) return
    begin(event, { kind: 'block', id } satisfies Cargo, label, (drop) => actions.move(id, drop.target))
  }
  return (
    <div className="content-tab">
      <Palette onBlock={actions.addBlock} onRow={actions.addRow} onDragBlock={dragNew} onDragRow={dragRow} outline={<Outline />} />
      <section className="content-middle scroll" ref={scroller} aria-label="Mail">
        <HeaderLines />
        <div className="content-tools">
          <Segmented label="Mode" value={mode} options={modes} onChange={changeMode} />
          <Segmented label="Screen" value={device} options={devices} onChange={setDevice} />
          <span className="sp" />
          {person.chooser(() => setMode('preview'))}
        </div>
        {mode === 'edit' ? (
          <Canvas width={width} overlay={overlay} drag={drag} onBoxes={setBoxes} onDrag={dragBlock} />
        ) : (
          <Preview width={width} person={person.chosen} />
        )}
      </section>
      <section className="content-right scroll" aria-label="Properties">
        <Inspector />
        <Checks />
      </section>
      {drag && <div className="block-chip" style={{ transform: `translate(${drag.x + 10}px, ${drag.y - 14}px)` }}>{drag.label}</div>}
    </div>
  )
}

/** Adding and moving, by mouse or by keyboard, with selection and words for screen readers. */
function useBlockActions() {
  const { store, selected, select, announce } = useComposer()
  const edit = useDocumentEdit()
  const current = () => store.getState().draft.document
  return {
    addBlock(kind: BlockKind, target?: Target) {
      const doc = current()
      const block = newBlock(doc, kind)
      edit(`Added ${kindNames[kind].toLowerCase()}`, (d) => insertBlock(d, block, target ?? targetAfter(d, selected)))
      select(block.id)
      announce(`${kindNames[kind]} added`)
    },
    addRow(columns: number, drop?: Drop) {
      const at = drop && 'row' in drop.target ? drop.target.row : rowAfter(current(), selected)
      edit('Added a row', (d) => insertRow(d, columns, at))
      const row = current().sections[at]
      if (row) select(row.id)
      announce('Row added')
    },
    move(id: string, target: Target) {
      edit('Moved a block', (d) => moveBlock(d, id, target))
      select(id)
      announce('Moved')
    },
  }
}
