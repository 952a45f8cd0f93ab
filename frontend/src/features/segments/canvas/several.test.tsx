import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useStatus } from '../../../app/status'
import { useTrouble } from '../../../app/trouble'
import type { FindingView } from '../../../bridge/client'
import { setBridgeFake } from '../../../bridge/fake'
import { conditions, parseRule, writeRule } from '../../../rule'
import { useCounting } from '../state/answer'
import { openDraft } from '../state/draft'
import { currentDraft, showDraft, undo } from '../state/drafts'
import { useLookedOver } from '../state/findings'
import { lookAway, useView } from '../state/view'
import { Canvas } from './Canvas'

const leaf = (id: string) => ({ id, type: 'field', field: id, op: 'is_set' })
const document = JSON.stringify({ version: 1, include: { id: 'in', all: [leaf('a'), leaf('b'), leaf('c'), leaf('d')] } })
const mended = JSON.stringify({ version: 1, include: { id: 'in', all: [leaf('a'), leaf('c'), leaf('d')] } })

const clausesOf = (text: string) =>
  conditions(parseRule(text)).map((c) => ({ id: c.id, path: '', trait: '', category: 'who', icon: 'tag', text: `have ${c.id}`, tokens: [{ text: `have ${c.id}`, edit: '' }] }))

const found: FindingView[] = [{ id: 'b', path: '/include/all/1', code: 'no_effect', message: 'This is there twice.', fix: 'Remove it', rule: mended, people: 40 }]
const checked = vi.fn(async () => undefined)
let clipboard = ''

function Studio() {
  useCounting()
  useLookedOver()
  return <Canvas />
}

beforeEach(async () => {
  clipboard = ''
  vi.stubGlobal('runtime', { ClipboardSetText: async (text: string) => ((clipboard = text), true), ClipboardGetText: async () => clipboard })
  setBridgeFake({
    segments: {
      count: async (rule) => ({
        people: 40, contacts: 100, mailable: 30, noAddress: 0, noConsent: 10, suppressed: 0, paused: 0, nearMisses: 0, nodes: [], unfinished: [], ms: 1,
        sentence: [{ text: 'People who have a.', nodeId: '', category: '', kind: '' }], clauses: clausesOf(rule),
      }),
      project: async (rules) => rules.map(() => 22),
      suggest: async () => [],
      starters: async () => [],
      lint: async (rule) => (conditions(parseRule(rule)).some((c) => c.id === 'b') ? found : []),
      checkCircle: checked,
    },
  })
  lookAway()
  showDraft(1, openDraft(1, 'Test', document))
  render(<Studio />)
  await grip('a')
})

afterEach(() => {
  cleanup()
  setBridgeFake(null)
  vi.unstubAllGlobals()
})

const grip = (id: string) => screen.findByRole('button', { name: `Move: have ${id}` })
const press = async (id: string, key: string, more = {}) => fireEvent.keyDown(await grip(id), { key, ...more })
const order = () => conditions(currentDraft().rule).map((c) => c.id).join('')
const shape = () => writeRule(currentDraft().rule).replace(/,"(type|field|op)":"[^"]*"/g, '')

it('chooses several by keyboard and makes one group of them', async () => {
  await press('a', ' ', { ctrlKey: true })
  await press('c', ' ', { ctrlKey: true })
  expect(useStatus.getState().announcement).toBe('2 rules are chosen.')
  await press('a', 'g')
  expect(shape()).toContain('"any":[{"id":"a"},{"id":"c"}]')
  expect(currentDraft().past.map((s) => s.label)).toEqual(['Made a group'])
})

it('lets the choice grow with Shift and removes it in one step', async () => {
  await press('b', 'ArrowDown', { shiftKey: true })
  expect(useView.getState().chosen).toEqual(['b', 'c'])
  await press('c', 'Delete')
  expect(order()).toBe('ad')
  expect(currentDraft().past.map((s) => s.label)).toEqual(['Removed 2 rules'])
  undo()
  expect(order()).toBe('abcd')
})

it('chooses by pressing with Ctrl and up to a row with Shift, and nothing by pressing without', async () => {
  const row = async (id: string) => (await grip(id)).closest('.rule-card')!
  fireEvent.click(await row('a'), { ctrlKey: true })
  fireEvent.focus(await grip('b'))
  fireEvent.click(await row('d'), { shiftKey: true })
  expect(useView.getState().chosen).toEqual(['b', 'c', 'd'])
  fireEvent.click(await row('d'))
  expect(useView.getState().chosen).toEqual([])
})

it('lifts several together', async () => {
  await press('a', ' ', { ctrlKey: true })
  await press('b', ' ', { ctrlKey: true })
  await press('a', ' ')
  await press('a', 'End')
  await press('a', 'Enter')
  expect(conditions({ ...currentDraft().rule, include: currentDraft().rule.exclude, exclude: currentDraft().rule.exclude }).slice(0, 2).map((c) => c.id)).toEqual(['a', 'b'])
  expect(currentDraft().past.map((s) => s.label)).toEqual(['Moved 2 rules'])
})

it('says what is odd about a rule and mends it in one step', async () => {
  await screen.findByText('This is there twice.')
  fireEvent.click(screen.getByRole('button', { name: 'Remove it: 40 people' }))
  expect(order()).toBe('acd')
  expect(currentDraft().past.map((s) => s.label)).toEqual(['Mended: Remove it'])
  await waitFor(() => expect(screen.queryByText('This is there twice.')).toBeNull())
})

it('copies a rule and pastes it after another, and says so of text that is no rule', async () => {
  await press('d', 'c', { ctrlKey: true })
  await waitFor(() => expect(clipboard).toContain('"field":"d"'))
  await press('a', 'v', { ctrlKey: true })
  await waitFor(() => expect(conditions(currentDraft().rule)).toHaveLength(5))
  expect(conditions(currentDraft().rule)[1]?.params.field).toBe('d')
  clipboard = 'hello'
  await press('a', 'v', { ctrlKey: true })
  await waitFor(() => expect(useTrouble.getState().sentence).toContain('no rule'))
})

it('copies the whole segment as words', async () => {
  fireEvent.click(await screen.findByRole('button', { name: 'Copy as words' }))
  await waitFor(() => expect(clipboard).toBe('People who have a.'))
})

it('refuses an edit by which the segment would ask about itself', async () => {
  checked.mockImplementationOnce(() => Promise.reject(new Error('These segments ask about each other in a circle: A asks about B.')))
  clipboard = JSON.stringify({ type: 'segment', segments: [2] })
  await press('a', 'v', { ctrlKey: true })
  await waitFor(() => expect(useTrouble.getState().sentence).not.toBe(''))
  expect(order()).toBe('abcd')
  expect([currentDraft().past, currentDraft().future]).toEqual([[], []])
})

it('switches a rule off and on with M', async () => {
  await press('a', 'm')
  expect(conditions(currentDraft().rule)[0]?.muted).toBe(true)
  fireEvent.click(await screen.findByRole('button', { name: 'Switched off. Switch on' }))
  expect(conditions(currentDraft().rule)[0]?.muted).toBeFalsy()
})
