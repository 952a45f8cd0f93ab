import { GripVertical } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import { bridge } from '../../bridge/client'
import { useComposer, useDocument, useFieldLabel } from './composerContext'
import { canWrite } from './canWrite'
import { blockOf } from './document'
import { blockLabel } from './blockLabel'
import type { Box } from './dropTarget'
import { InlineEditor } from './InlineEditor'
import { useBlockKeys } from './useBlockKeys'
import type { Drag } from './useBlockDrag'
import { useFrame } from './useFrame'
import { useLoad } from '../../app/useLoad'

interface Props {
  width: number
  overlay: RefObject<HTMLDivElement | null>
  drag: Drag | undefined
  onBoxes(boxes: Box[]): void
  onDrag(event: PointerEvent, id: string, label: string): void
}

/** The mail as it will be sent, inert, with hit boxes drawn over it. */
export function Canvas({ width, overlay, drag, onBoxes, onDrag }: Props) {
  const { id, writing, select } = useComposer()
  const doc = useDocument()
  const frame = useRef<HTMLIFrameElement>(null)
  const drawn = useLoad(() => bridge.campaigns.canvas(JSON.stringify(doc)), doc)
  const { boxes, height } = useFrame(frame, drawn.value ?? '', width)
  useEffect(() => onBoxes(boxes), [boxes, onBoxes])
  const writingBox = boxes.find((box) => box.kind === 'block' && box.id === writing)
  const writingBlock = writing === undefined ? undefined : blockOf(doc, writing)
  return (
    <>
      {drawn.error && <p className="notice bad mail-trouble" role="alert">{drawn.error}</p>}
      <div className="sheet" style={{ width, height }}>
        <iframe ref={frame} data-testid="canvas" title="Mail being edited" src={`/preview/edit/${id}`} sandbox="allow-same-origin" tabIndex={-1} />
        <div className="overlay" ref={overlay} onPointerDown={(e) => e.target === e.currentTarget && select(undefined)}>
          {boxes.filter((box) => box.kind === 'section').map((box) => <RowHandle key={box.id} box={box} />)}
          {boxes.filter((box) => box.kind === 'block').map((box) => <HitBox key={box.id} box={box} lifted={drag?.cargo.kind === 'block' && drag.cargo.id === box.id} onDrag={onDrag} />)}
          {drag?.drop && <i className="insertion-line" style={{ left: drag.drop.line.x, top: drag.drop.line.y - 1.5, width: drag.drop.line.width }} />}
          {writingBox && writingBlock && <InlineEditor key={writingBlock.id} block={writingBlock} box={writingBox} />}
        </div>
      </div>
    </>
  )
}

/** Rows are selected at their left edge, outside the mail. */
function RowHandle({ box }: { box: Box }) {
  const { selected, select } = useComposer()
  const doc = useDocument()
  const number = doc.sections.findIndex((section) => section.id === box.id) + 1
  if (number === 0) return null
  return (
    <>
      {selected === box.id && <i className="row-outline" style={{ left: box.x, top: box.y, width: box.width, height: box.height }} />}
      <button type="button" className="row-handle" aria-label={`Row ${number}`} aria-pressed={selected === box.id} style={{ top: box.y, height: box.height }} onClick={() => select(box.id)} />
    </>
  )
}

function HitBox({ box, lifted, onDrag }: { box: Box; lifted: boolean; onDrag: Props['onDrag'] }) {
  const { selected, select, writing, write } = useComposer()
  const doc = useDocument()
  const labelOf = useFieldLabel()
  const onKey = useBlockKeys()
  const block = blockOf(doc, box.id)
  if (!block) return null
  const label = blockLabel(block, labelOf)
  const begin = () => {
    select(block.id)
    if (canWrite(block)) write(block.id)
  }
  const key = (e: KeyboardEvent) => {
    if (e.key !== 'Enter') return onKey(e, block.id)
    e.preventDefault()
    begin()
  }
  return (
    <button
      type="button"
      className="hit"
      data-hit={block.id}
      data-selected={selected === block.id || undefined}
      data-lifted={lifted || undefined}
      aria-label={label}
      aria-pressed={selected === block.id}
      style={{ left: box.x, top: box.y, width: box.width, height: box.height, visibility: writing === block.id ? 'hidden' : undefined }}
      onPointerDown={(e) => onDrag(e, block.id, label)}
      onClick={() => select(block.id)}
      onDoubleClick={begin}
      onKeyDown={key}
    >
      {selected === block.id && (
        <span className="hit-tag" data-inside={box.y < 18 || undefined}>
          <GripVertical size={11} aria-hidden />
          {label.split(':')[0]}
        </span>
      )}
    </button>
  )
}
