import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SegmentHistory } from '../../../bridge/client'
import { setBridgeFake } from '../../../bridge/fake'
import { newDraft, openDraft } from '../state/draft'
import { showDraft } from '../state/drafts'
import { HistoryTab } from './HistoryTab'
import { pointsOf } from './SizeLine'

const day = (n: number, size: number, entered = 0, left = 0) => ({ date: `2026-05-0${n}`, size, entered, left })
const recorded: SegmentHistory = {
  members: 12, evaluatedAt: '2026-05-03T06:00:00Z', days: [day(1, -1), day(2, 10, 10), day(3, 12, 3, 1)],
  changes: [
    { id: 1, name: 'Asha Rao', entered: false, at: '2026-05-03T06:00:00Z', cause: 'clock' },
    { id: 2, name: 'Vikram Bose', entered: true, at: '2026-05-03T05:00:00Z', cause: 'data' },
  ],
}
let history: SegmentHistory

beforeEach(() => {
  history = recorded
  setBridgeFake({ segments: { history: async () => history } })
  showDraft(3, openDraft(3, 'Quiet', '{}'))
})

afterEach(() => {
  cleanup()
  setBridgeFake(null)
})

it('says how many there were on each day, reached by arrow keys', async () => {
  render(<HistoryTab />)
  const line = await screen.findByRole('slider', { name: 'People at the end of each day' })
  expect(line.getAttribute('aria-valuetext')).toBe('12 people on 3 May 2026. 3 entered, 1 left')
  fireEvent.keyDown(line, { key: 'ArrowLeft' })
  expect(line.getAttribute('aria-valuetext')).toBe('10 people on 2 May 2026. 10 entered, 0 left')
  fireEvent.keyDown(line, { key: 'Home' })
  expect(line.getAttribute('aria-valuetext')).toBe('Nothing on record on 1 May 2026')
})

it('says who came and went, and why, and the same as a table', async () => {
  const { container } = render(<HistoryTab />)
  expect(await screen.findByText('left, because time passed')).toBeTruthy()
  expect(screen.getByText('entered, because something about them changed')).toBeTruthy()
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } })
  expect(violations.map((v) => v.id)).toEqual([])
  fireEvent.click(screen.getByRole('button', { name: 'View as table' }))
  const rows = screen.getAllByRole('row').slice(1).map((r) => within(r).getAllByRole('cell').map((c) => c.textContent))
  expect(rows).toEqual([['12', '3', '1'], ['10', '10', '0']])
})

it('has nothing to say before a segment is saved or recorded', async () => {
  showDraft('new', newDraft())
  render(<HistoryTab />)
  expect(screen.getByText(/Save the segment/)).toBeTruthy()
  cleanup()
  history = { ...recorded, evaluatedAt: '' }
  showDraft(3, openDraft(3, 'Quiet', '{}'))
  render(<HistoryTab />)
  expect(await screen.findByText(/Nothing is on record yet/)).toBeTruthy()
})

it('draws the known days only, the largest at the top', () => {
  const points = pointsOf(recorded.days)
  expect(points.map((p) => p.day.size)).toEqual([10, 12])
  expect(points[1]?.y).toBeLessThan(points[0]?.y ?? 0)
})
