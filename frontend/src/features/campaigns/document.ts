/**
 * The block document of a mail and its edits. Every edit is a pure function
 * from a document to a new one; the input is never changed.
 */

export type BlockKind = 'heading' | 'text' | 'picture' | 'button' | 'line' | 'space' | 'footer'
export type Align = 'left' | 'center' | 'right'

export interface Block {
  id: string
  kind: BlockKind
  html?: string
  href?: string
  src?: string
  alt?: string
  align?: Align
  padding?: string
  color?: string
  background?: string
  border?: string
  size?: number
  lineHeight?: number
  radius?: number
  width?: number
  height?: number
  bold?: boolean
  innerPadding?: string
}

export interface Column {
  width?: number
  blocks: Block[]
}

export interface Section {
  id: string
  background?: string
  padding?: string
  columns: Column[]
}

export interface Theme {
  background: string
  surface: string
  font: string
  ink: string
  link: string
  size: number
  line: number
}

export interface MailDocument {
  version: number
  title: string
  lang: string
  dir: string
  width: number
  theme: Theme
  sections: Section[]
}

/** Where a block stands: section, column and block number. */
export interface Place {
  section: number
  column: number
  block: number
}

/** Where something may land: between blocks, or as a new row before a section. */
export type Target = { place: Place } | { row: number }

export const kindNames: Record<BlockKind, string> = {
  heading: 'Heading',
  text: 'Text',
  picture: 'Picture',
  button: 'Button',
  line: 'Line',
  space: 'Space',
  footer: 'Footer',
}

const defaultTheme: Theme = {
  background: '#f3efe8',
  surface: '#fffdf9',
  font: "Georgia, 'Times New Roman', serif",
  ink: '#2b2a26',
  link: '#0a6762',
  size: 16,
  line: 1.6,
}

/** Reads a stored document; an empty text gives an empty mail. Throws on broken JSON. */
export function parseDocument(json: string): MailDocument {
  const read = json.trim() === '' ? {} : (JSON.parse(json) as Partial<MailDocument>)
  return {
    version: read.version ?? 1,
    title: read.title ?? '',
    lang: read.lang ?? 'en',
    dir: read.dir ?? '',
    width: read.width || 600,
    theme: { ...defaultTheme, ...read.theme },
    sections: (read.sections ?? []).map(readSection),
  }
}

function readSection(section: Section): Section {
  return { ...section, columns: (section.columns ?? []).map((column) => ({ ...column, blocks: column.blocks ?? [] })) }
}

/** A name that no section or block of the document has yet. */
export function freshId(doc: MailDocument, prefix: 'b' | 's'): string {
  const taken = new Set<string>()
  for (const section of doc.sections) {
    taken.add(section.id)
    for (const column of section.columns) for (const block of column.blocks) taken.add(block.id)
  }
  let n = 1
  while (taken.has(prefix + n)) n++
  return prefix + n
}

const beginnings: Record<BlockKind, Omit<Block, 'id' | 'kind'>> = {
  heading: { html: 'A short headline', size: 26, lineHeight: 1.25, padding: '16px 25px 4px' },
  text: { html: 'Write something worth opening.', padding: '6px 25px' },
  picture: { src: '', alt: '', padding: '10px 25px' },
  button: { html: 'Shop now', href: 'https://', background: '#0a6762', color: '#ffffff', radius: 6, bold: true, innerPadding: '12px 26px', align: 'center', padding: '10px 25px' },
  line: { border: '#d8d1c3', padding: '10px 25px' },
  space: { height: 24 },
  footer: { html: '', size: 13, align: 'center', padding: '16px 25px' },
}

/** A new block of a kind, named so that it can enter the document. */
export function newBlock(doc: MailDocument, kind: BlockKind): Block {
  return { id: freshId(doc, 'b'), kind, ...beginnings[kind] }
}

export function placeOf(doc: MailDocument, id: string): Place | undefined {
  for (const [section, s] of doc.sections.entries())
    for (const [column, c] of s.columns.entries()) {
      const block = c.blocks.findIndex((b) => b.id === id)
      if (block >= 0) return { section, column, block }
    }
  return undefined
}

export function blockOf(doc: MailDocument, id: string): Block | undefined {
  return allBlocks(doc).find((block) => block.id === id)
}

/** The section that is, or holds, the one with this id. */
export function sectionOf(doc: MailDocument, id: string): Section | undefined {
  return doc.sections.find((s) => s.id === id || s.columns.some((c) => c.blocks.some((b) => b.id === id)))
}

/** All blocks in reading order. */
export function allBlocks(doc: MailDocument): Block[] {
  return doc.sections.flatMap((s) => s.columns.flatMap((c) => c.blocks))
}
