import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PointerEvent as ReactPointerEvent } from 'react'
import { setBridgeFake } from '../../../bridge/fake'
import { condition, conditions, find, type Params } from '../../../rule'
import { openDraft } from './draft'
import { currentDraft, showDraft } from './drafts'
import { dragLayer, hold } from './dragging'
import { lookAway, useView } from './view'

const leaf = (id: string) => ({ id, type: 'field', field: id, op: 'is_set' })
const deep = { id: 'in', all: [leaf('a'), { id: 'g2', any: [leaf('b'), { id: 'g3', all: [leaf('c'), { id: 'g4', any: [leaf('d'), leaf('e')] }] }] }] }

/** A canvas of rows 40 high, one below the other, beside the traits. */
function draw(ids: string[]) {
  document.body.innerHTML = `<aside data-traits></aside><section data-canvas><div data-group="in"><ol class="rules">${ids.map((id) => `<li data-node="${id}" data-kind="condition"></li>`).join('')}</ol></div></section>`
  const rows = [...document.querySelectorAll<HTMLElement>('[data-node]')]
  rows.forEach((row, i) => (row.getBoundingClientRect = () => ({ top: 40 * i, bottom: 40 * i + 40, height: 40, left: 100, right: 500, width: 400, x: 100, y: 40 * i, toJSON: () => '' })))
  document.elementsFromPoint = (x, y) => (x < 100 ? [document.querySelector('aside')!] : [rows[Math.floor(y / 40)] ?? document.querySelector('section')!])
}

const pointer = (name: string, x: number, y: number, more = {}) => window.dispatchEvent(new PointerEvent(name, { clientX: x, clientY: y, pointerId: 1, buttons: 1, ...more }))

function take(params: Params | string) {
  const node = typeof params === 'string' ? find(currentDraft().rule, params)!.node : condition(params, { id: 'fresh' })
  hold({ button: 0, isPrimary: true, pointerId: 1, clientX: 300, clientY: 5 } as ReactPointerEvent, { node, label: 'held' })
}

const order = () => conditions(currentDraft().rule).map((c) => c.id).join('')
const letGo = (x: number, y: number) => pointer('pointerup', x, y)

function show(include: object) {
  lookAway()
  showDraft(5, openDraft(5, 'Mine', JSON.stringify({ include })))
}

beforeEach(() => {
  vi.useFakeTimers()
  setBridgeFake({ segments: { checkCircle: async () => undefined } })
})

afterEach(() => {
  dragLayer.cancel()
  vi.useRealTimers()
  setBridgeFake(null)
})

describe('a dragged rule', () => {
  beforeEach(() => {
    show({ id: 'in', all: [leaf('a'), leaf('b'), leaf('c')] })
    draw(['a', 'b', 'c'])
  })

  it('lands before and after rows, but is offered no place that changes nothing', () => {
    take('a')
    pointer('pointermove', 300, 45)
    expect(dragLayer.use.getState().target).toBeUndefined()
    pointer('pointermove', 300, 115)
    letGo(300, 115)
    expect(order()).toBe('bca')
  })

  it('makes a group only after a rest in the middle of a row', () => {
    take('a')
    pointer('pointermove', 300, 100)
    vi.advanceTimersByTime(140)
    expect(dragLayer.use.getState().target).not.toEqual({ onto: 'c' })
    vi.advanceTimersByTime(20)
    expect(dragLayer.use.getState().target).toEqual({ onto: 'c' })
    letGo(300, 100)
    expect(currentDraft().rule.include.kids.map((kid) => (kid.kind === 'group' ? kid.mode : kid.id))).toEqual(['b', 'any'])
  })

  it.each([
    ['Escape', () => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))],
    ['another window', () => window.dispatchEvent(new Event('blur'))],
    ['the second button', () => pointer('pointerdown', 300, 100, { button: 2, buttons: 3 })],
  ])('is let go of by %s, and nothing moves', (_, stop) => {
    take('a')
    pointer('pointermove', 300, 115)
    stop()
    letGo(300, 115)
    expect([order(), currentDraft().past]).toEqual(['abc', []])
  })

  it('is copied with Ctrl, together with those chosen', () => {
    useView.setState({ chosen: ['a', 'b'] })
    take('a')
    pointer('pointermove', 300, 115, { ctrlKey: true })
    letGo(300, 115)
    expect(conditions(currentDraft().rule).map((c) => c.params.field).join('')).toBe('abcab')
    expect(currentDraft().past.map((s) => s.label)).toEqual(['Copied 2 rules'])
  })

  it('is removed on the traits, together with those chosen', () => {
    useView.setState({ chosen: ['a', 'c'] })
    take('a')
    pointer('pointermove', 50, 60)
    expect(dragLayer.use.getState().target).toBe('bin')
    letGo(50, 60)
    expect(order()).toBe('b')
  })
})

it('says why groups cannot be stacked any further', () => {
  show(deep)
  draw(['a', 'b', 'c', 'd', 'e'])
  take('a')
  pointer('pointermove', 300, 140)
  expect(dragLayer.use.getState().why).toBe('Groups go 4 deep at most')
  dragLayer.cancel()
  expect(order()).toBe('abcde')
})

it('is refused everywhere, with the chain, where the segment would ask about itself', async () => {
  const chain = 'These segments ask about each other in a circle: “Mine” asks about “Theirs” asks about “Mine”.'
  setBridgeFake({ segments: { checkCircle: () => Promise.reject(new Error(JSON.stringify({ code: 'blocked', message: chain, fields: {} }))) } })
  show({ id: 'in', all: [leaf('a')] })
  draw(['a'])
  take({ type: 'segment', segments: [7] })
  await vi.advanceTimersByTimeAsync(1)
  pointer('pointermove', 300, 38)
  expect(dragLayer.use.getState()).toMatchObject({ target: undefined, why: chain })
  letGo(300, 38)
  expect(order()).toBe('a')
})
