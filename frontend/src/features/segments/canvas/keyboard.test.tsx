import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { useStatus } from '../../../app/status'
import { setBridgeFake } from '../../../bridge/fake'
import { conditions, parseRule, writeRule } from '../../../rule'
import { useCounting } from '../state/answer'
import { openDraft } from '../state/draft'
import { currentDraft, redo, showDraft, undo } from '../state/drafts'
import { useView } from '../state/view'
import { Canvas } from './Canvas'

const leaf = (id: string) => ({ id, type: 'field', field: id, op: 'is_set' })
const document = JSON.stringify({ version: 1, include: { id: 'in', all: [leaf('a'), { id: 'g', any: [leaf('b'), leaf('c')] }, leaf('d')] } })

const clausesOf = (text: string) =>
  conditions(parseRule(text)).map((c) => ({
    id: c.id, path: '', trait: '', category: 'who', icon: 'tag', text: `have ${c.id}`,
    tokens: [{ text: 'have', edit: 'not' }, { text: c.id, edit: 'values' }],
  }))

function Studio() {
  useCounting()
  return <Canvas />
}

beforeEach(async () => {
  setBridgeFake({
    segments: {
      count: async (rule) => ({
        people: 40, contacts: 100, mailable: 30, noAddress: 0, noConsent: 10, suppressed: 0, paused: 0, nearMisses: 0, nodes: [], sentence: [],
        unfinished: [], ms: 1, clauses: clausesOf(rule),
      }),
      project: async (rules) => rules.map(() => 22),
      suggest: async () => [],
      starters: async () => [],
    },
  })
  useView.setState({ lift: undefined, focus: undefined, hot: undefined })
  showDraft(1, openDraft(1, 'Test', document))
  render(<Studio />)
  await grip('a')
})

afterEach(() => {
  cleanup()
  setBridgeFake(null)
})

const grip = (id: string) => screen.findByRole('button', { name: `Move: have ${id}` })
const order = () => conditions(currentDraft().rule).map((c) => c.id).join('')
const press = async (id: string, key: string, more = {}) => fireEvent.keyDown(await grip(id), { key, ...more })
const shape = () => writeRule(currentDraft().rule).replace(/,"(type|field|op)":"[^"]*"/g, '')

it('lifts with Space, walks every place with arrows and drops with Enter', async () => {
  await press('a', ' ')
  expect(screen.getByText('Moving')).toBeTruthy()
  for (let i = 0; i < 2; i++) await press('a', 'ArrowDown')
  expect(useStatus.getState().announcement).toContain('Make a group with: have b')
  await press('a', 'ArrowUp')
  expect(useStatus.getState().announcement).toBe('Inner group, place 1, first')
  await press('a', 'Enter')
  expect(order()).toBe('abcd')
  expect(shape()).toContain('"any":[{"id":"a"')
  await waitFor(() => expect(useStatus.getState().announcement).toBe('Moved a rule. 40 people match.'))
})

it('shows what the audience would be while lifted', async () => {
  await press('a', ' ')
  await press('a', 'End')
  await waitFor(() => expect(screen.getByTestId('projected').textContent).toMatch(/40.*22/))
})

it('puts everything back with Escape', async () => {
  await press('d', ' ')
  await press('d', 'Home')
  await press('d', 'Escape')
  expect(order()).toBe('abcd')
  expect(screen.queryByText('Moving')).toBeNull()
  expect(currentDraft().past).toEqual([])
})

it('moves at once with Alt and arrows, and undoes by name', async () => {
  await press('d', 'ArrowRight', { altKey: true })
  expect(shape()).toContain('{"id":"c"},{"id":"d"}')
  await press('d', 'ArrowLeft', { altKey: true })
  expect(order()).toBe('abcd')
  await press('d', 'ArrowUp', { altKey: true })
  expect(order()).toBe('adbc')
  expect(currentDraft().past.map((s) => s.label)).toEqual(['Moved a rule', 'Moved a rule', 'Moved a rule'])
  undo()
  expect(order()).toBe('abcd')
  redo()
  expect(order()).toBe('adbc')
})

it('flips, groups, duplicates and removes from the grip', async () => {
  await press('a', 'n')
  expect(conditions(currentDraft().rule)[0]?.not).toBe(true)
  await press('d', 'd', { ctrlKey: true })
  expect(conditions(currentDraft().rule)).toHaveLength(5)
  await press('a', 'g')
  expect(shape()).toContain('"any":[{"id":"a","not":true')
  await press('a', 'Delete')
  expect(conditions(currentDraft().rule).map((c) => c.id)).not.toContain('a')
})

it('goes to the first value with Enter', async () => {
  const handle = await grip('b')
  fireEvent.keyDown(handle, { key: 'Enter' })
  expect(window.document.activeElement?.getAttribute('data-token')).toBe('values')
})
