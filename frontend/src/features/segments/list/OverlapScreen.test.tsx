import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, expect, test } from 'vitest'
import type { SegmentRow } from '../../../bridge/client'
import { setBridgeFake } from '../../../bridge/fake'
import { OverlapScreen } from './OverlapScreen'

const row = (id: number, name: string) => ({ id, name }) as SegmentRow

afterEach(() => {
  cleanup()
  setBridgeFake(null)
})

test('every combination stands with its people, and becomes a segment', async () => {
  setBridgeFake({
    segments: {
      rows: async () => [row(1, 'Pune'), row(2, 'VIPs'), row(3, 'Others')],
      overlapSaved: async (ids) => [{ in: ids, people: 900, mailable: 800, rule: '{"both":1}' }, { in: [2], people: 40, mailable: 30, rule: '{"one":1}' }],
    },
  })
  const { container } = render(<OverlapScreen ids="2,1" />)
  const table = await screen.findByRole('table', { name: 'Overlap of segments' })
  expect(within(table).getAllByRole('row').slice(1).map((r) => within(r).getAllByRole('cell').slice(0, 4).map((c) => c.textContent))).toEqual([
    ['in it', 'in it', '900', '800'], ['in it', 'not in it', '40', '30'],
  ])
  expect(within(table).getAllByRole('columnheader').slice(0, 2).map((h) => h.textContent)).toEqual(['VIPs', 'Pune'])
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } })
  expect(violations.map((v) => v.id)).toEqual([])
  fireEvent.click(screen.getByRole('button', { name: 'Make a segment of VIPs (only): 40 people' }))
  expect(JSON.parse(sessionStorage.getItem('kvnmail.starter') ?? '')).toEqual({ name: 'VIPs (only)', rule: '{"one":1}' })
})

test('segments without people say so', async () => {
  setBridgeFake({ segments: { rows: async () => [row(1, 'Pune')], overlapSaved: async () => [] } })
  render(<OverlapScreen ids="1,2" />)
  expect(await screen.findByText('Nobody is in any of these segments now.')).toBeTruthy()
})
