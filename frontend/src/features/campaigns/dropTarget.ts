import { type MailDocument, type Target, placeOf } from './document'
import { staysPut } from './edits'

/** Where something of the mail lies on the canvas, in pixels of the frame. */
export interface Box {
  kind: 'block' | 'section' | 'column'
  /** Block id, section id, or section id and column number as "s1/0". */
  id: string
  x: number
  y: number
  width: number
  height: number
}

/** What is being dragged. */
export type Cargo = { kind: 'new-block' } | { kind: 'new-row' } | { kind: 'block'; id: string }

export interface Drop {
  target: Target
  /** The insertion line. */
  line: { x: number; y: number; width: number }
}

const rowEdge = 10

/** Where a drop at a point of the canvas would land, or undefined where it would change nothing. */
export function dropAt(doc: MailDocument, boxes: Box[], cargo: Cargo, x: number, y: number): Drop | undefined {
  const drop = cargo.kind === 'new-row' ? rowDrop(doc, boxes, y) : (rowEdgeDrop(doc, boxes, y) ?? columnDrop(doc, boxes, x, y))
  if (!drop || cargo.kind !== 'block') return drop
  const from = placeOf(doc, cargo.id)
  return from && staysPut(doc, from, drop.target) ? undefined : drop
}

function sectionBoxes(doc: MailDocument, boxes: Box[]): Box[] {
  return doc.sections.flatMap((s) => boxes.find((b) => b.kind === 'section' && b.id === s.id) ?? [])
}

/** Before or after the nearest row. */
function rowDrop(doc: MailDocument, boxes: Box[], y: number): Drop | undefined {
  const rows = sectionBoxes(doc, boxes)
  const last = rows.at(-1)
  if (!last) return { target: { row: 0 }, line: { x: 0, y: 8, width: doc.width } }
  const at = rows.findIndex((row) => y < row.y + row.height / 2)
  const row = at < 0 ? last : rows[at]!
  return { target: { row: at < 0 ? rows.length : at }, line: { x: row.x, y: at < 0 ? row.y + row.height : row.y, width: row.width } }
}

/** Above the first and below the last row, a block becomes a row of its own. */
function rowEdgeDrop(doc: MailDocument, boxes: Box[], y: number): Drop | undefined {
  const rows = sectionBoxes(doc, boxes)
  const first = rows[0]
  const last = rows.at(-1)
  if (!first || !last) return rowDrop(doc, boxes, y)
  return y < first.y + rowEdge || y > last.y + last.height - rowEdge ? rowDrop(doc, boxes, y) : undefined
}

function columnDrop(doc: MailDocument, boxes: Box[], x: number, y: number): Drop | undefined {
  const column = nearest(boxes.filter((b) => b.kind === 'column'), x, y)
  if (!column) return rowDrop(doc, boxes, y)
  const [sectionId = '', number = '0'] = splitColumn(column.id)
  const section = doc.sections.findIndex((s) => s.id === sectionId)
  const blocks = doc.sections[section]?.columns[Number(number)]?.blocks
  if (!blocks) return undefined
  const drawn = blocks.flatMap((block) => boxes.find((b) => b.kind === 'block' && b.id === block.id) ?? [])
  const before = drawn.findIndex((box) => y < box.y + box.height / 2)
  const block = before < 0 ? blocks.length : before
  const lineY = before >= 0 ? drawn[before]!.y : bottomOf(drawn.at(-1), column)
  return { target: { place: { section, column: Number(number), block } }, line: { x: column.x, y: lineY, width: column.width } }
}

function bottomOf(last: Box | undefined, column: Box): number {
  return last ? last.y + last.height : column.y + Math.min(column.height / 2, 20)
}

function splitColumn(id: string): [string, string] {
  const at = id.lastIndexOf('/')
  return [id.slice(0, at), id.slice(at + 1)]
}

function nearest(boxes: Box[], x: number, y: number): Box | undefined {
  let best: Box | undefined
  let least = Infinity
  for (const box of boxes) {
    const dx = Math.max(box.x - x, 0, x - box.x - box.width)
    const dy = Math.max(box.y - y, 0, y - box.y - box.height)
    const distance = dx * dx + dy * dy * 4
    if (distance < least) [best, least] = [box, distance]
  }
  return best
}
