import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useWorkspace } from '../../../app/workspace'
import { setBridgeFake } from '../../../bridge/fake'
import { condition, conditions, insert } from '../../../rule'
import { isUnsaved, newDraft, openDraft } from './draft'
import { currentDraft, editRule, goBack, redo, showDraft, undo, useDrafts } from './drafts'
import { readDraft, recallDrafts, writeDraft } from './keeping'

const disk = new Map<string, string>()
/** What is saved of the segments. */
const stored = { name: 'Quiet', rule: '{"include":{"id":"in","all":[]}}' }
let start = 0

const openWorkspace = () => useWorkspace.setState(({ state }) => ({ state: { ...state, open: true, path: `/shop-${start++}` } }))
const add = (id: string) =>
  editRule({ label: `Added ${id}` }, (r) => insert(r, condition({ type: 'field', field: id, op: 'is_set' }, { id }), { parent: r.include.id, index: r.include.kids.length }))
const ids = () => conditions(currentDraft().rule).map((c) => c.id)

beforeEach(async () => {
  vi.useFakeTimers()
  disk.clear()
  setBridgeFake({
    segments: {
      drafts: async () => [...disk].map(([key, body]) => ({ key, body, ...stored })),
      keepDraft: async (key, body) => void disk.set(key, body),
      dropDraft: async (key) => void disk.delete(key),
    },
  })
  openWorkspace()
  await recallDrafts()
})

afterEach(async () => {
  await vi.runOnlyPendingTimersAsync()
  setBridgeFake(null)
  vi.useRealTimers()
})

/** The program ends without a word and starts again. */
async function killed() {
  openWorkspace()
  await recallDrafts()
}

it('keeps an edit within a third of a second', async () => {
  showDraft('new', newDraft())
  add('a')
  await vi.advanceTimersByTimeAsync(301)
  await killed()
  showDraft('new')
  expect(ids()).toEqual(['a'])
  expect(isUnsaved(currentDraft())).toBe(true)
})

it('brings back the way back and forward, by name', async () => {
  showDraft(4, openDraft(4, 'Quiet', '{"include":{"id":"in","all":[]}}'))
  for (const id of ['a', 'b', 'c']) add(id)
  undo()
  await vi.advanceTimersByTimeAsync(301)
  await killed()
  showDraft(4)
  expect(ids()).toEqual(['a', 'b'])
  expect(currentDraft().past.map((s) => s.label)).toEqual(['Added a', 'Added b'])
  redo()
  expect(ids()).toEqual(['a', 'b', 'c'])
  undo()
  undo()
  expect(ids()).toEqual(['a'])
})

it('forgets what is saved or undone to what was saved', async () => {
  showDraft(4, openDraft(4, 'Quiet', '{"include":{"id":"in","all":[]}}'))
  add('a')
  await vi.advanceTimersByTimeAsync(301)
  expect([...disk.keys()]).toEqual(['4'])
  undo()
  await vi.advanceTimersByTimeAsync(301)
  expect(disk.size).toBe(0)
})

it('goes back to what is saved by now, not to what was saved when it was kept', async () => {
  showDraft(4, openDraft(4, 'Quiet', '{"include":{"id":"in","all":[]}}'))
  add('a')
  await vi.advanceTimersByTimeAsync(301)
  stored.name = 'Silent'
  await killed()
  stored.name = 'Quiet'
  showDraft(4)
  expect(currentDraft()).toMatchObject({ name: 'Quiet', saved: { name: 'Silent' } })
  goBack()
  expect([currentDraft().name, ids()]).toEqual(['Silent', []])
  undo()
  expect([currentDraft().name, ids()]).toEqual(['Quiet', ['a']])
  redo()
  expect(isUnsaved(currentDraft())).toBe(false)
})

it('keeps the newest edit last, however slow the disk is', async () => {
  const asked: (() => void)[] = []
  setBridgeFake({ segments: { keepDraft: (key, body) => new Promise((done) => asked.push(() => (disk.set(key, body), done(undefined)))) } })
  showDraft('new', newDraft())
  add('a')
  await vi.advanceTimersByTimeAsync(301)
  add('b')
  await vi.advanceTimersByTimeAsync(301)
  expect(asked).toHaveLength(1)
  asked[0]!()
  await vi.advanceTimersByTimeAsync(1)
  asked[1]!()
  await vi.advanceTimersByTimeAsync(1)
  expect(disk.get('new')).toContain('Added b')
})

it('writes once for many quick edits', async () => {
  const keep = vi.fn(async () => undefined)
  setBridgeFake({ segments: { keepDraft: keep } })
  showDraft('new', newDraft())
  for (let i = 0; i < 30; i++) {
    add(`r${i}`)
    await vi.advanceTimersByTimeAsync(10)
  }
  await vi.advanceTimersByTimeAsync(301)
  expect(keep.mock.calls.length).toBeLessThan(4)
})

it('shows nothing of another workspace', async () => {
  showDraft('new', newDraft())
  add('a')
  disk.clear()
  await killed()
  expect(useDrafts.getState().drafts).toEqual({})
})

it('takes no damaged draft for work', () => {
  for (const text of ['', '{}', 'null', '{"name":3}']) expect(readDraft({ body: text, ...stored })).toBeUndefined()
  const draft = openDraft(2, 'A', '{"include":{"id":"in","all":[{"id":"x","type":"everyone"}]}}')
  expect(writeDraft(readDraft({ body: writeDraft(draft), ...stored })!)).toBe(writeDraft(draft))
})
