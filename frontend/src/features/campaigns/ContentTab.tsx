import { Monitor, Smartphone } from 'lucide-react'
import { type PointerEvent as ReactPointerEvent, useRef, useState } from 'react'
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

/** The mail itself: what can be added, the mail, what is selected. */
export function ContentTab() {
  const { writing, write } = useComposer()
  const doc = useDocument()
  const [mode, setMode] = useState<'edit' | 'preview'>('edit')
  const [device, setDevice] = useState<'desktop' | 'phone'>('desktop')
  const [boxes, setBoxes] = useState<Box[]>([])
  const overlay = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLElement>(null)
  const { drag, begin } = useBlockDrag({ doc, boxes, overlay, scroller })
  const actions = useBlockActions()
  const person = usePreviewPerson()
  const width = device === 'desktop' ? Math.max(widths.desktop, doc.width) : widths.phone

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
          <div className="segmented" role="group" aria-label="Mode">
            <Choice on={mode === 'edit'} onPress={() => setMode('edit')}>Edit</Choice>
            <Choice on={mode === 'preview'} onPress={() => (write(undefined), setMode('preview'))}>Preview</Choice>
          </div>
          <div className="segmented" role="group" aria-label="Screen">
            <Choice on={device === 'desktop'} label="Desktop, 600 pixels" onPress={() => setDevice('desktop')}><Monitor size={14} /></Choice>
            <Choice on={device === 'phone'} label="Phone, 375 pixels" onPress={() => setDevice('phone')}><Smartphone size={14} /></Choice>
          </div>
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

function Choice({ on, label, onPress, children }: { on: boolean; label?: string; onPress(): void; children: React.ReactNode }) {
  return (
    <button type="button" aria-pressed={on} data-pressed={on || undefined} aria-label={label} title={label} onClick={onPress}>
      {children}
    </button>
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
