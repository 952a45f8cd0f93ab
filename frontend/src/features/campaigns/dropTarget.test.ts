import { describe, expect, it } from 'vitest'
import { parseDocument } from './document'
import { type Box, dropAt } from './dropTarget'

const doc = parseDocument(
  JSON.stringify({
    sections: [
      { id: 's1', columns: [{ blocks: [{ id: 'a', kind: 'text' }, { id: 'b', kind: 'text' }] }] },
      { id: 's2', columns: [{ blocks: [{ id: 'c', kind: 'text' }] }, { blocks: [] }] },
    ],
  }),
)

const box = (kind: Box['kind'], id: string, x: number, y: number, width: number, height: number): Box => ({ kind, id, x, y, width, height })
const boxes = [
  box('section', 's1', 0, 0, 600, 200),
  box('column', 's1/0', 0, 0, 600, 200),
  box('block', 'a', 0, 0, 600, 100),
  box('block', 'b', 0, 100, 600, 100),
  box('section', 's2', 0, 200, 600, 100),
  box('column', 's2/0', 0, 200, 300, 100),
  box('block', 'c', 0, 200, 300, 100),
  box('column', 's2/1', 300, 200, 300, 100),
]
const fresh = { kind: 'new-block' } as const

describe('a drop on the canvas', () => {
  it('lands before the block whose upper half is under the pointer, else after it', () => {
    expect(dropAt(doc, boxes, fresh, 300, 40)).toEqual({ target: { place: { section: 0, column: 0, block: 0 } }, line: { x: 0, y: 0, width: 600 } })
    expect(dropAt(doc, boxes, fresh, 300, 60)?.target).toEqual({ place: { section: 0, column: 0, block: 1 } })
    expect(dropAt(doc, boxes, fresh, 300, 190)).toMatchObject({ target: { place: { block: 2 } }, line: { y: 200 } })
  })
  it('finds an empty column', () => {
    expect(dropAt(doc, boxes, fresh, 450, 250)?.target).toEqual({ place: { section: 1, column: 1, block: 0 } })
  })
  it('makes a row of its own above the first and below the last', () => {
    expect(dropAt(doc, boxes, fresh, 300, 4)?.target).toEqual({ row: 0 })
    expect(dropAt(doc, boxes, fresh, 300, 320)?.target).toEqual({ row: 2 })
    expect(dropAt(parseDocument(''), [], fresh, 300, 50)?.target).toEqual({ row: 0 })
  })
  it('puts rows only between rows', () => {
    expect(dropAt(doc, boxes, { kind: 'new-row' }, 300, 90)?.target).toEqual({ row: 0 })
    expect(dropAt(doc, boxes, { kind: 'new-row' }, 300, 150)?.target).toEqual({ row: 1 })
  })
  it('is not offered where the block already is', () => {
    expect(dropAt(doc, boxes, { kind: 'block', id: 'a' }, 300, 60)).toBeUndefined()
    expect(dropAt(doc, boxes, { kind: 'block', id: 'a' }, 300, 190)?.target).toEqual({ place: { section: 0, column: 0, block: 2 } })
  })
})
