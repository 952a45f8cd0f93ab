import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { nextPane } from './panes'
import { Panes } from './Panes'

const labels = { left: 'Traits', middle: 'Rules', right: 'Audience' }
const draw = () => render(<Panes name="test" labels={labels} left={<input aria-label="Find" />} middle={<button>Rule</button>} right={<button>Person</button>} />)
const edge = (name: string) => screen.getByRole('separator', { name })
const width = (name: string) => Number(edge(name).getAttribute('aria-valuenow'))

beforeEach(() => localStorage.clear())
afterEach(cleanup)

it('moves an edge with arrows, within limits, and takes the usual width again with Enter', () => {
  draw()
  const usual = width('Audience')
  fireEvent.keyDown(edge('Audience'), { key: 'ArrowLeft' })
  expect(width('Audience')).toBe(usual + 1)
  fireEvent.keyDown(edge('Audience'), { key: 'End' })
  fireEvent.keyDown(edge('Audience'), { key: 'ArrowLeft' })
  expect(width('Audience')).toBe(Number(edge('Audience').getAttribute('aria-valuemax')))
  fireEvent.keyDown(edge('Audience'), { key: 'Enter' })
  expect(width('Audience')).toBe(usual)
})

it('remembers the widths of a screen, but not damaged ones', () => {
  draw()
  fireEvent.keyDown(edge('Traits'), { key: 'ArrowRight' })
  const wide = width('Traits')
  cleanup()
  draw()
  expect(width('Traits')).toBe(wide)
  cleanup()
  localStorage.setItem('kvnmail.panes.test', '{"left":"much"')
  draw()
  expect(width('Traits')).toBe(wide - 1)
})

it('goes from pane to pane and back to where each was left', () => {
  draw()
  for (const pane of document.querySelectorAll('[data-pane]')) pane.getClientRects = () => [new DOMRect(0, 0, 9, 9)] as unknown as DOMRectList
  const here = () => document.activeElement?.textContent || document.activeElement?.getAttribute('aria-label')
  const walk = [1, 1, 1, -1].map((by) => (nextPane(by as 1 | -1), here()))
  expect(walk).toEqual(['Find', 'Rule', 'Person', 'Rule'])
})
