import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parseDocument } from './document'
import { type Draft, createDraftStore, saveDelay } from './draftStore'

const draft = (): Draft => ({ name: 'Refill', segmentId: 1, accountId: 1, subject: 'Hi', preheader: '', document: parseDocument('') })
const rename = (name: string) => (d: Draft) => ({ ...d, name })

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('autosave', () => {
  it('saves once, after a pause, what was edited last', async () => {
    const save = vi.fn(async (_: Draft) => undefined)
    const store = createDraftStore(draft(), save)
    store.getState().edit('Renamed', rename('A'))
    await vi.advanceTimersByTimeAsync(saveDelay - 1)
    store.getState().edit('Renamed', rename('B'))
    await vi.advanceTimersByTimeAsync(saveDelay - 1)
    expect(save).not.toHaveBeenCalled()
    expect(store.getState().saveState).toBe('saving')
    await vi.advanceTimersByTimeAsync(1)
    expect(save.mock.calls.map(([d]) => d.name)).toEqual(['B'])
    expect(store.getState()).toMatchObject({ saveState: 'saved', savedCount: 1 })
  })

  it('never runs two saves at once and saves an edit made meanwhile', async () => {
    let running = 0
    let most = 0
    const saved: string[] = []
    const store = createDraftStore(draft(), async (d) => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 1000))
      running--
      saved.push(d.name)
    })
    store.getState().edit('Renamed', rename('A'))
    await vi.advanceTimersByTimeAsync(saveDelay)
    store.getState().edit('Renamed', rename('B'))
    const flushed = Promise.all([store.getState().flush(), store.getState().flush()])
    await vi.advanceTimersByTimeAsync(5000)
    await flushed
    expect(saved).toEqual(['A', 'B'])
    expect(most).toBe(1)
    expect(store.getState().saveState).toBe('saved')
  })

  it('says why a save failed, keeps the edit and saves it with the next one', async () => {
    let broken = true
    const saved: string[] = []
    const store = createDraftStore(draft(), async (d) => {
      if (broken) throw new Error('The disk is full.')
      saved.push(d.name)
    })
    store.getState().edit('Renamed', rename('A'))
    await vi.advanceTimersByTimeAsync(saveDelay)
    expect(store.getState()).toMatchObject({ saveState: 'failed', saveError: 'The disk is full.', draft: { name: 'A' } })
    await expect(store.getState().flush()).rejects.toThrow('full')
    broken = false
    store.getState().edit('Changed the subject', (d) => ({ ...d, subject: 'New' }))
    await vi.advanceTimersByTimeAsync(saveDelay)
    expect(saved).toEqual(['A'])
    expect(store.getState()).toMatchObject({ saveState: 'saved', saveError: '' })
  })
})

describe('undo', () => {
  it('takes back and brings again by step name', () => {
    const store = createDraftStore(draft(), async () => undefined)
    store.getState().edit('Renamed', rename('A'))
    store.getState().edit('Changed the subject', (d) => ({ ...d, subject: 'New' }))
    expect(store.getState().past.map((s) => s.label)).toEqual(['Renamed', 'Changed the subject'])
    store.getState().undo()
    expect(store.getState().draft).toMatchObject({ name: 'A', subject: 'Hi' })
    expect(store.getState().future.at(-1)?.label).toBe('Changed the subject')
    store.getState().redo()
    expect(store.getState().draft.subject).toBe('New')
    store.getState().undo()
    store.getState().undo()
    expect(store.getState().draft).toEqual(draft())
    store.getState().undo()
    expect(store.getState().draft).toEqual(draft())
  })

  it('takes quick edits of one thing as one step, until a pause or another thing', () => {
    let clock = 0
    const store = createDraftStore(draft(), async () => undefined, () => clock)
    for (const name of ['A', 'AB', 'ABC']) store.getState().edit('Renamed', rename(name), 'name')
    expect(store.getState().past).toHaveLength(1)
    clock = 5000
    store.getState().edit('Renamed', rename('ABCD'), 'name')
    store.getState().edit('Changed the subject', (d) => ({ ...d, subject: 'x' }), 'subject')
    expect(store.getState().past).toHaveLength(3)
    store.getState().undo()
    store.getState().undo()
    expect(store.getState().draft.name).toBe('ABC')
  })

  it('forgets what could be brought again once something new is done, and ignores edits that change nothing', () => {
    const store = createDraftStore(draft(), async () => undefined)
    store.getState().edit('Renamed', rename('A'))
    store.getState().undo()
    store.getState().edit('Nothing', (d) => d)
    expect(store.getState().future).toHaveLength(1)
    store.getState().edit('Renamed', rename('B'))
    expect(store.getState().future).toHaveLength(0)
  })

  it('saves what undo brought back', async () => {
    const saved: string[] = []
    const store = createDraftStore(draft(), async (d) => void saved.push(d.name))
    store.getState().edit('Renamed', rename('A'))
    await vi.advanceTimersByTimeAsync(saveDelay)
    store.getState().undo()
    await vi.advanceTimersByTimeAsync(saveDelay)
    expect(saved).toEqual(['A', 'Refill'])
  })
})
