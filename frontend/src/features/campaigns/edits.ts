import { type Block, type MailDocument, type Place, type Section, type Target, freshId, placeOf } from './document'

/** Puts a block in its place. */
export function insertBlock(doc: MailDocument, block: Block, target: Target): MailDocument {
  if ('row' in target) return withSections(doc, inserted(doc.sections, target.row, rowAround(doc, block)))
  return editColumn(doc, target.place, (blocks) => inserted(blocks, target.place.block, block))
}

/** Adds an empty row of equal columns before the section numbered at. */
export function insertRow(doc: MailDocument, columns: number, at: number): MailDocument {
  const width = Math.round(10000 / columns) / 100
  const row: Section = {
    id: freshId(doc, 's'),
    background: doc.theme.surface,
    padding: '8px 0',
    columns: Array.from({ length: columns }, () => ({ width, blocks: [] })),
  }
  return withSections(doc, inserted(doc.sections, at, row))
}

/** Takes a block out. A row that this leaves empty goes too. */
export function removeBlock(doc: MailDocument, id: string): MailDocument {
  const place = placeOf(doc, id)
  if (!place) return doc
  const without = editColumn(doc, place, (blocks) => blocks.filter((block) => block.id !== id))
  return withSections(without, without.sections.filter((section, i) => i !== place.section || hasBlocks(section)))
}

/** Takes a whole row out. */
export function removeSection(doc: MailDocument, id: string): MailDocument {
  return withSections(doc, doc.sections.filter((section) => section.id !== id))
}

/** Moves a block; a target that means "where it already is" changes nothing. */
export function moveBlock(doc: MailDocument, id: string, target: Target): MailDocument {
  const from = placeOf(doc, id)
  if (!from || staysPut(doc, from, target)) return doc
  const block = doc.sections[from.section]!.columns[from.column]!.blocks[from.block]!
  const lifted = editColumn(doc, from, (blocks) => blocks.filter((b) => b.id !== id))
  const landed = insertBlock(lifted, block, afterLifting(from, target))
  return withSections(landed, landed.sections.filter((s) => hasBlocks(s) || s.id !== doc.sections[from.section]!.id))
}

/** Whether dropping the block at from on target would leave the mail as it is. */
export function staysPut(doc: MailDocument, from: Place, target: Target): boolean {
  if ('row' in target) {
    const alone = doc.sections[from.section]!.columns.reduce((n, c) => n + c.blocks.length, 0) === 1
    return alone && doc.sections[from.section]!.columns.length === 1 && (target.row === from.section || target.row === from.section + 1)
  }
  const to = target.place
  return to.section === from.section && to.column === from.column && (to.block === from.block || to.block === from.block + 1)
}

function afterLifting(from: Place, target: Target): Target {
  if ('row' in target) return target
  const to = target.place
  const below = to.section === from.section && to.column === from.column && to.block > from.block
  return below ? { place: { ...to, block: to.block - 1 } } : target
}

/** Moves a block one place up (-1) or down (1) in reading order, through columns and rows. */
export function nudgeBlock(doc: MailDocument, id: string, direction: -1 | 1): MailDocument {
  const from = placeOf(doc, id)
  if (!from) return doc
  const column = doc.sections[from.section]!.columns[from.column]!
  const next = from.block + direction
  if (next >= 0 && next < column.blocks.length) {
    return moveBlock(doc, id, { place: { ...from, block: direction > 0 ? next + 1 : next } })
  }
  const neighbour = columnBeside(doc, from, direction)
  return neighbour ? moveBlock(doc, id, { place: neighbour }) : doc
}

function columnBeside(doc: MailDocument, from: Place, direction: -1 | 1): Place | undefined {
  const columns = doc.sections.flatMap((s, section) => s.columns.map((c, column) => ({ section, column, length: c.blocks.length })))
  const at = columns.findIndex((c) => c.section === from.section && c.column === from.column)
  const to = columns[at + direction]
  return to && { section: to.section, column: to.column, block: direction > 0 ? 0 : to.length }
}

/** Copies a block below itself. Returns the copy's id too. */
export function duplicateBlock(doc: MailDocument, id: string): { doc: MailDocument; id: string } {
  const place = placeOf(doc, id)
  if (!place) return { doc, id }
  const copy = { ...doc.sections[place.section]!.columns[place.column]!.blocks[place.block]!, id: freshId(doc, 'b') }
  return { doc: insertBlock(doc, copy, { place: { ...place, block: place.block + 1 } }), id: copy.id }
}

/** Changes properties of a block; an undefined value takes the property away. */
export function changeBlock(doc: MailDocument, id: string, change: Partial<Block>): MailDocument {
  const place = placeOf(doc, id)
  if (!place) return doc
  return editColumn(doc, place, (blocks) => blocks.map((b) => (b.id === id ? cleaned({ ...b, ...change }) : b)))
}

/** Changes properties of a row. */
export function changeSection(doc: MailDocument, id: string, change: Partial<Section>): MailDocument {
  return withSections(doc, doc.sections.map((s) => (s.id === id ? cleaned({ ...s, ...change }) : s)))
}

/** Where something new goes when it is added from the keyboard: below the selection, else before the footer. */
export function targetAfter(doc: MailDocument, selection: string | undefined): Target {
  const place = selection === undefined ? undefined : placeOf(doc, selection)
  if (place) return { place: { ...place, block: place.block + 1 } }
  const row = doc.sections.findIndex((s) => s.id === selection)
  if (row >= 0) return { place: { section: row, column: 0, block: doc.sections[row]!.columns[0]?.blocks.length ?? 0 } }
  return { row: rowBeforeFooter(doc) }
}

/** Where a new row goes: below the selected row, else before the footer. */
export function rowAfter(doc: MailDocument, selection: string | undefined): number {
  const at = doc.sections.findIndex((s) => s.id === selection || s.columns.some((c) => c.blocks.some((b) => b.id === selection)))
  return at >= 0 ? at + 1 : rowBeforeFooter(doc)
}

function rowBeforeFooter(doc: MailDocument): number {
  const at = doc.sections.findIndex((s) => s.columns.some((c) => c.blocks.some((b) => b.kind === 'footer')))
  return at >= 0 ? at : doc.sections.length
}

function rowAround(doc: MailDocument, block: Block): Section {
  const background = block.kind === 'footer' ? doc.theme.background : doc.theme.surface
  return { id: freshId(doc, 's'), background, padding: '8px 0', columns: [{ width: 100, blocks: [block] }] }
}

function editColumn(doc: MailDocument, at: { section: number; column: number }, edit: (blocks: Block[]) => Block[]): MailDocument {
  const sections = doc.sections.map((section, s) =>
    s !== at.section
      ? section
      : { ...section, columns: section.columns.map((column, c) => (c === at.column ? { ...column, blocks: edit(column.blocks) } : column)) },
  )
  return withSections(doc, sections)
}

function withSections(doc: MailDocument, sections: Section[]): MailDocument {
  return { ...doc, sections }
}

function inserted<T>(list: T[], at: number, item: T): T[] {
  return [...list.slice(0, at), item, ...list.slice(at)]
}

function hasBlocks(section: Section): boolean {
  return section.columns.some((column) => column.blocks.length > 0)
}

function cleaned<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T
}
