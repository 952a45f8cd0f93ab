import { AlignVerticalSpaceAround, Braces, Columns2, Columns3, Heading, Image, type LucideIcon, Minus, MousePointer2, PanelBottom, Square, Type } from 'lucide-react'
import type { PointerEvent, ReactNode } from 'react'
import { useComposer } from './composerContext'
import { type BlockKind, kindNames } from './document'
import { insertField } from './editor'
import { formatNumber } from '../../i18n/format'
import { fieldLiquid } from './liquid'

const kinds: [BlockKind, LucideIcon][] = [
  ['heading', Heading],
  ['text', Type],
  ['picture', Image],
  ['button', MousePointer2],
  ['line', Minus],
  ['space', AlignVerticalSpaceAround],
  ['footer', PanelBottom],
]

const rows: [number, LucideIcon][] = [
  [1, Square],
  [2, Columns2],
  [3, Columns3],
]

/** Rows by their number of columns. */
export const rowNames: Record<number, string> = { 1: 'One', 2: 'Two', 3: 'Three' }

interface Props {
  onBlock(kind: BlockKind): void
  onRow(columns: number): void
  onDragBlock(event: PointerEvent, kind: BlockKind): void
  onDragRow(event: PointerEvent, columns: number): void
  outline: ReactNode
}

/** Everything that can be put into a mail. */
export function Palette({ onBlock, onRow, onDragBlock, onDragRow, outline }: Props) {
  return (
    <section className="content-left scroll" aria-label="Blocks">
      <h2>Blocks</h2>
      <div className="palette-grid">
        {kinds.map(([kind, Icon]) => (
          <button key={kind} type="button" className="palette-item" data-block-kind={kind} onPointerDown={(e) => onDragBlock(e, kind)} onClick={() => onBlock(kind)}>
            <Icon size={18} strokeWidth={1.7} aria-hidden />
            {kindNames[kind]}
          </button>
        ))}
      </div>
      <h2>Rows</h2>
      <div className="palette-grid">
        {rows.map(([columns, Icon]) => (
          <button key={columns} type="button" className="palette-item" data-row-columns={columns} onPointerDown={(e) => onDragRow(e, columns)} onClick={() => onRow(columns)}>
            <Icon size={18} strokeWidth={1.7} aria-hidden />
            {rowNames[columns]}
          </button>
        ))}
      </div>
      <PersonalFields />
      {outline}
    </section>
  )
}

function PersonalFields() {
  const { fields, lastEditor, announce } = useComposer()
  const insert = (key: string, label: string, fallback: string) => {
    const editor = lastEditor.current
    if (!editor || editor.isDestroyed) return announce('Put the caret into a text first')
    insertField(editor, fieldLiquid(key, fallback))
    announce(`${label} inserted`)
  }
  return (
    <section aria-label="Personal fields">
      <h2>Personal fields</h2>
      <p className="hint">Double-click a text, or click the subject, then press one to insert it.</p>
      <ul className="field-list">
        {fields.map((field) => (
          <li key={field.key}>
            <button
              type="button"
              className="field-item"
              title={field.missing > 0 ? `${formatNumber(field.missing)} of these people have none` : 'Known for everyone here'}
              onMouseDown={(e) => e.preventDefault()}
              onClick={() => insert(field.key, field.label, field.fallback)}
            >
              <span className="tile"><Braces size={13} aria-hidden /></span>
              {field.label}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
