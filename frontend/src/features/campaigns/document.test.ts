import { describe, expect, it } from 'vitest'
import { type MailDocument, allBlocks, blockOf, freshId, newBlock, parseDocument, placeOf } from './document'
import { changeBlock, duplicateBlock, insertBlock, insertRow, moveBlock, nudgeBlock, removeBlock, rowAfter, staysPut, targetAfter } from './edits'

const text = (id: string) => ({ id, kind: 'text' as const, html: id })

function mail(): MailDocument {
  return parseDocument(
    JSON.stringify({
      sections: [
        { id: 's1', columns: [{ width: 100, blocks: [text('a'), text('b'), text('c')] }] },
        { id: 's2', columns: [{ width: 50, blocks: [text('d')] }, { width: 50, blocks: [] }] },
        { id: 's3', columns: [{ width: 100, blocks: [{ id: 'f', kind: 'footer' }] }] },
      ],
    }),
  )
}

const order = (doc: MailDocument) =>
  doc.sections.map((s) => s.columns.map((c) => c.blocks.map((b) => b.id).join('')).join('|')).join(' ')

describe('a block document', () => {
  it('gets a theme and a width when it has none', () => {
    expect(parseDocument('')).toMatchObject({ version: 1, width: 600, sections: [], theme: { size: 16 } })
  })
  it('is refused when it is not JSON', () => {
    expect(() => parseDocument('{')).toThrow()
  })
  it('names new blocks so that no name is used twice', () => {
    const doc = insertBlock(parseDocument(''), { id: 'b1', kind: 'text' }, { row: 0 })
    expect(freshId(doc, 'b')).toBe('b2')
    expect(newBlock(doc, 'button')).toMatchObject({ id: 'b2', kind: 'button' })
  })
})

describe('inserting', () => {
  it('puts a block between others and leaves the input as it was', () => {
    const doc = mail()
    const next = insertBlock(doc, text('x'), { place: { section: 0, column: 0, block: 1 } })
    expect(order(next)).toBe('axbc d| f')
    expect(order(doc)).toBe('abc d| f')
  })
  it('makes a row of its own at a row target', () => {
    expect(order(insertBlock(mail(), text('x'), { row: 1 }))).toBe('abc x d| f')
  })
  it('adds equal columns', () => {
    const row = insertRow(mail(), 3, 1).sections[1]!
    expect(row.columns.map((c) => c.width)).toEqual([33.33, 33.33, 33.33])
  })
  it('goes below the selection, and before the footer without one', () => {
    expect(targetAfter(mail(), 'b')).toEqual({ place: { section: 0, column: 0, block: 2 } })
    expect(targetAfter(mail(), undefined)).toEqual({ row: 2 })
    expect(rowAfter(mail(), 'b')).toBe(1)
    expect(rowAfter(mail(), undefined)).toBe(2)
  })
})

describe('moving', () => {
  it('counts the target before the block is lifted', () => {
    expect(order(moveBlock(mail(), 'a', { place: { section: 0, column: 0, block: 3 } }))).toBe('bca d| f')
    expect(order(moveBlock(mail(), 'c', { place: { section: 0, column: 0, block: 0 } }))).toBe('cab d| f')
  })
  it('takes away the row it empties', () => {
    expect(order(moveBlock(mail(), 'd', { place: { section: 0, column: 0, block: 0 } }))).toBe('dabc f')
  })
  it('gives back the same document when nothing would move', () => {
    const doc = mail()
    expect(moveBlock(doc, 'b', { place: { section: 0, column: 0, block: 2 } })).toBe(doc)
    expect(moveBlock(doc, 'f', { row: 2 })).toBe(doc)
    expect(staysPut(doc, placeOf(doc, 'a')!, { row: 0 })).toBe(false)
  })
  it('walks one place at a time through columns and rows', () => {
    expect(order(nudgeBlock(mail(), 'a', 1))).toBe('bac d| f')
    expect(order(nudgeBlock(mail(), 'c', 1))).toBe('ab cd| f')
    expect(order(nudgeBlock(mail(), 'd', 1))).toBe('abc |d f')
    expect(order(nudgeBlock(mail(), 'a', -1))).toBe('abc d| f')
  })
})

describe('removing, copying and changing', () => {
  it('removes a block and the row it leaves empty', () => {
    expect(order(removeBlock(mail(), 'b'))).toBe('ac d| f')
    expect(order(removeBlock(mail(), 'd'))).toBe('abc f')
  })
  it('copies a block below itself under a new name', () => {
    const { doc, id } = duplicateBlock(mail(), 'a')
    expect(order(doc)).toBe(`a${id}bc d| f`)
    expect(blockOf(doc, id)).toMatchObject({ html: 'a' })
    expect(new Set(allBlocks(doc).map((b) => b.id)).size).toBe(6)
  })
  it('takes a property away with undefined', () => {
    const sized = changeBlock(mail(), 'a', { size: 20 })
    expect(blockOf(sized, 'a')).toHaveProperty('size', 20)
    expect(blockOf(changeBlock(sized, 'a', { size: undefined }), 'a')).not.toHaveProperty('size')
  })
})
