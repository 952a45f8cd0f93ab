import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { Grid } from './Grid'
import { arranged, type GridLayout } from './layout'
import { nobody, sizeOf, isChosen, type Selection } from './selection'
import type { GridColumn, SortBy } from './types'

interface Row { id: number; name: string; city: string }

const total = 1_000_000
const columns: GridColumn<Row>[] = [
  { key: 'name', label: 'Name', width: 200, cell: (r) => r.name },
  { key: 'city', label: 'City', width: 120, cell: (r) => r.city },
  { key: 'spent', label: 'Spent', width: 90, right: true, cell: () => '5' },
]

const calls = { open: vi.fn(), peek: vi.fn(), span: vi.fn(async (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i + 1)), want: vi.fn() }
const state: { layout: GridLayout; sort: SortBy[]; selection: Selection; active: number } = { layout: { shown: ['name', 'city', 'spent'], widths: {}, pinned: ['name'] }, sort: [], selection: nobody, active: 0 }

function Table({ loaded = total, rows = total, waiting = false }: { loaded?: number; rows?: number; waiting?: boolean }) {
  const [, again] = useState(0)
  const set = <K extends keyof typeof state>(key: K) => (value: (typeof state)[K]) => {
    state[key] = value
    again((n) => n + 1)
  }
  const row = (i: number) => (i < loaded ? { id: i + 1, name: `Person ${i + 1}`, city: 'Pune' } : undefined)
  return (
    <Grid
      label="People" total={rows} row={row} want={calls.want} idOf={(r) => r.id} nameOf={(r) => r.name} columns={columns} layout={state.layout} onLayout={set('layout')}
      sort={state.sort} onSort={set('sort')} selection={state.selection} onSelection={set('selection')} span={calls.span} active={state.active} onActive={set('active')}
      onOpen={calls.open} onPeek={calls.peek} menu={(r) => [{ label: `Open ${r.name}`, run: () => calls.open(r) }]} rowHeight={30} rem={16} waiting={waiting} topKey={JSON.stringify(state.sort)}
    />
  )
}

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
  Object.assign(state, { layout: { shown: ['name', 'city', 'spent'], widths: {}, pinned: ['name'] }, sort: [], selection: nobody, active: 0 })
})

const grid = () => screen.getByRole('grid', { name: 'People' })
const press = (key: string, more = {}) => fireEvent.keyDown(grid(), { key, ...more })
const head = (name: string) => screen.getByRole('columnheader', { name })
const activeRow = () => document.getElementById(grid().getAttribute('aria-activedescendant') ?? '')
const settle = () => act(() => new Promise((r) => setTimeout(r)))

it('draws only what is seen of a million rows, and tells how many there are', () => {
  render(<Table />)
  expect(grid().getAttribute('aria-rowcount')).toBe('1000001')
  const rows = screen.getAllByRole('row')
  expect(rows.length).toBeLessThan(40)
  expect(screen.getByRole('row', { name: 'Person 1' }).getAttribute('aria-rowindex')).toBe('2')
  expect(within(screen.getByRole('row', { name: 'Person 2' })).getAllByRole('gridcell').map((c) => c.textContent)).toEqual(['', 'Person 2', 'Pune', '5'])
  expect(calls.want).toHaveBeenCalledWith(0, 21)
})

it('is walked by arrows, pages and ends', () => {
  render(<Table />)
  press('ArrowDown')
  press('ArrowDown')
  expect(activeRow()?.getAttribute('aria-label')).toBe('Person 3')
  press('PageDown')
  expect(state.active).toBe(22)
  press('PageUp')
  press('ArrowUp')
  expect(state.active).toBe(1)
  press('End', { ctrlKey: true })
  expect(activeRow()?.getAttribute('aria-rowindex')).toBe('1000001')
  press('ArrowDown')
  expect(state.active).toBe(total - 1)
  press('Home')
  expect(screen.getByRole('row', { name: 'Person 1' })).toBeTruthy()
})

it('opens with Enter or a double click, and looks with Space', () => {
  render(<Table />)
  press('ArrowDown')
  press('Enter')
  press(' ')
  expect(calls.open.mock.calls[0]![0].id).toBe(2)
  expect(calls.peek.mock.calls[0]![0].id).toBe(2)
  fireEvent.doubleClick(screen.getByRole('row', { name: 'Person 5' }))
  expect(calls.open.mock.calls[1]![0].id).toBe(5)
})

it('chooses by click, Ctrl and Shift, and everybody with Ctrl+A', async () => {
  render(<Table />)
  const click = (name: string, more = {}) => fireEvent.mouseDown(screen.getByRole('row', { name }), { button: 0, ...more })
  click('Person 2')
  expect([...state.selection.ids]).toEqual([2])
  click('Person 4', { ctrlKey: true })
  expect([...state.selection.ids]).toEqual([2, 4])
  click('Person 6', { shiftKey: true })
  await settle()
  expect([...state.selection.ids]).toEqual([4, 5, 6])
  expect(screen.getByRole('row', { name: 'Person 5' }).getAttribute('aria-selected')).toBe('true')
  press('a', { ctrlKey: true })
  expect(sizeOf(state.selection, total)).toBe(total)
  fireEvent.mouseDown(screen.getByRole('row', { name: 'Person 3' }), { button: 0, ctrlKey: true })
  expect([isChosen(state.selection, 3), sizeOf(state.selection, total)]).toEqual([false, total - 1])
  press('Escape')
  expect(state.selection).toEqual(nobody)
})

it('chooses by keys, and a stretch of rows that are not there by asking', async () => {
  render(<Table loaded={30} />)
  press('ArrowDown')
  press('ArrowDown', { shiftKey: true })
  await settle()
  expect([...state.selection.ids]).toEqual([2, 3])
  press(' ', { ctrlKey: true })
  expect([...state.selection.ids]).toEqual([2])
  press('Home')
  press('PageDown', { shiftKey: true })
  press('PageDown', { shiftKey: true })
  await settle()
  expect(calls.span).toHaveBeenLastCalledWith(0, 41)
  expect(state.selection.ids.size).toBe(41)
})

it('chooses everybody by the box in the header', () => {
  render(<Table />)
  const box = screen.getByRole('checkbox', { name: 'Choose everyone' })
  fireEvent.click(box)
  expect(box.getAttribute('aria-checked')).toBe('true')
  fireEvent.click(box)
  expect(state.selection).toEqual(nobody)
})

it('sorts up, down and not at all; with Shift by several columns', () => {
  render(<Table />)
  fireEvent.click(head('City'))
  expect(head('City').getAttribute('aria-sort')).toBe('ascending')
  fireEvent.keyDown(head('Spent'), { key: 'Enter', shiftKey: true })
  fireEvent.keyDown(head('Spent'), { key: 'Enter', shiftKey: true })
  expect(state.sort).toEqual([{ column: 'city', descending: false }, { column: 'spent', descending: true }])
  fireEvent.keyDown(head('Spent'), { key: 'Enter', shiftKey: true })
  fireEvent.click(head('City'))
  expect(head('City').getAttribute('aria-sort')).toBe('descending')
  fireEvent.click(head('City'))
  expect(state.sort).toEqual([])
})

it('moves and resizes columns by keys, pinned ones staying at the left', () => {
  render(<Table />)
  fireEvent.keyDown(head('Spent'), { key: 'ArrowLeft', ctrlKey: true, shiftKey: true })
  expect(arranged(state.layout)).toEqual(['name', 'spent', 'city'])
  fireEvent.keyDown(head('Spent'), { key: 'ArrowLeft', ctrlKey: true, shiftKey: true })
  expect(arranged(state.layout)).toEqual(['name', 'spent', 'city'])
  fireEvent.keyDown(head('City'), { key: 'ArrowRight', altKey: true, shiftKey: true })
  expect(state.layout.widths).toEqual({ city: 136 })
  expect(head('City').style.width).toBe('136px')
})

it('goes from header to header and down to the rows', () => {
  render(<Table />)
  head('Name').focus()
  fireEvent.keyDown(head('Name'), { key: 'ArrowRight' })
  expect(document.activeElement).toBe(head('City'))
  expect([head('Name').tabIndex, head('City').tabIndex]).toEqual([-1, 0])
  fireEvent.keyDown(head('City'), { key: 'ArrowDown' })
  expect(document.activeElement).toBe(grid())
})

it('shows rows on their way as such, and says that it is sorting', () => {
  render(<Table loaded={3} waiting />)
  expect(screen.getAllByRole('row', { name: 'On its way' }).length).toBeGreaterThan(5)
  expect(screen.getByRole('status').textContent).toBe('Sorting')
  expect(grid().getAttribute('aria-busy')).toBe('true')
})

it('has a menu for the row that has the focus, and one for each column', async () => {
  render(<Table />)
  press('ArrowDown')
  fireEvent.contextMenu(grid())
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Open Person 2' }))
  expect(calls.open.mock.calls[0]![0].id).toBe(2)
  fireEvent.contextMenu(head('City'))
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Hide this column' }))
  expect(state.layout.shown).toEqual(['name', 'spent'])
})
