import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TemplateView } from '../../../bridge/client'
import { setBridgeFake } from '../../../bridge/fake'
import { TemplatesScreen } from './TemplatesScreen'

const template = (key: string, category: string, name: string, missing: string[] = []): TemplateView => ({
  key, category, icon: 'gift', name, why: `Why ${name}.`, sentence: `People of ${name}.`, rule: `{"key":"${key}"}`, missing, best: key === 'cart',
})
const all = [
  template('back', 'return', 'Win back'), template('gift', 'reward', 'Reward'), template('cart', 'left', 'Left a cart'),
  template('nobody', 'left', 'Nobody'), template('renew', 'dates', 'Renewal', ['Needs a column with the renewal date.']),
]

let asked: string[][]
beforeEach(() => {
  location.hash = ''
  asked = []
  setBridgeFake({
    segments: {
      templates: async () => all,
      countTemplates: async (keys) => {
        asked.push(keys)
        return keys.map((key) => ({ key, people: key === 'nobody' ? 0 : 1234 }))
      },
    },
  })
})
afterEach(() => {
  cleanup()
  setBridgeFake(null)
})

const card = (name: RegExp) => screen.findByRole('button', { name })

test('templates stand by kind, with counts as they come, the best first', async () => {
  render(<TemplatesScreen />)
  const shelf = await screen.findByRole('region', { name: 'Left behind' })
  expect(await within(shelf).findByText('1,234 people')).toBeTruthy()
  expect(within(shelf).getByText('nobody now')).toBeTruthy()
  expect(asked.flat()).toEqual(['cart', 'back', 'gift', 'nobody'])
})

test('what the workspace has no data for is last, says so, and opens all the same', async () => {
  render(<TemplatesScreen />)
  const shelf = await screen.findByRole('region', { name: 'Once you have the data' })
  expect(screen.getAllByRole('region').at(-1)).toBe(shelf)
  expect(within(shelf).getByText('Needs a column with the renewal date.')).toBeTruthy()
  fireEvent.click(await card(/Renewal/))
  expect(location.hash).toBe('#/segments/new')
  expect(sessionStorage.getItem('kvnmail.starter')).toContain('renew')
})

test('they are found by words and by kind', async () => {
  render(<TemplatesScreen />)
  await card(/Win back/)
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search templates' }), { target: { value: 'left behind' } })
  expect(screen.getAllByRole('region').map((r) => r.getAttribute('aria-label'))).toEqual(['Left behind'])
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search templates' }), { target: { value: '' } })
  fireEvent.click(screen.getByRole('button', { name: 'Reward 1' }))
  expect(screen.getAllByRole('region').map((r) => r.getAttribute('aria-label'))).toEqual(['Reward'])
  expect(screen.getByRole('button', { name: 'Reward 1' }).getAttribute('aria-pressed')).toBe('true')
})

test('counting stops when the gallery is left', async () => {
  let answer: () => void = () => undefined
  setBridgeFake({ segments: { templates: async () => [...all, ...all], countTemplates: (keys) => new Promise((resolve) => { asked.push(keys); answer = () => resolve([]) }) } })
  const { unmount } = render(<TemplatesScreen />)
  await waitFor(() => expect(asked).toHaveLength(1))
  unmount()
  answer()
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(asked).toHaveLength(1)
})

test('nothing keeps people out', async () => {
  const { container } = render(<TemplatesScreen />)
  await screen.findAllByText('1,234 people')
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } })
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)).toEqual([])
})
