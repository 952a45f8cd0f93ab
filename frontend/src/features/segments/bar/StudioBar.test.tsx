import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetDeeds, undoDeed } from '../../../actions/deeds'
import { currentActions } from '../../../actions/registry'
import type { RuleCount, SegmentRow, SegmentUses } from '../../../bridge/client'
import { setBridgeFake } from '../../../bridge/fake'
import { speak } from '../../../i18n/language'
import { conditions, flipNot } from '../../../rule'
import { useAnswer } from '../state/answer'
import { newDraft, openDraft } from '../state/draft'
import { currentDraft, editRule, hasDraft, showDraft, undo } from '../state/drafts'
import { StudioBar } from '../StudioBar'

const ruleOf = (field: string) => `{"version":1,"include":{"id":"r","all":[{"id":"a","type":"field","field":"${field}","op":"is_set"}]}}`
const row: SegmentRow = { id: 3, name: 'Quiet', rule: '{}', sentence: '', trouble: '', people: 812, from: '', sizes: [], usedIn: [], updatedAt: '', frozenAt: '' }
const freeAt = '2026-05-03T06:00:00Z'

let stored: SegmentRow
let uses: SegmentUses
const freeze = vi.fn(async () => ({}) as never)
const thaw = vi.fn(async () => ({}) as never)
const refreeze = vi.fn(async () => undefined)
const remove = vi.fn(async () => undefined)
const save = vi.fn(async () => ({ id: 44 }) as never)
const diff = vi.fn(async () => ({ onlyA: 5, onlyB: 12, both: 800, changes: [{ kind: 'added', lane: 'include', id: 'b', before: '', after: '', text: 'Added: live in Pune.' }] }))
const diffPeople = vi.fn(async () => ({ people: [], total: 0 }))

beforeEach(() => {
  document.body.innerHTML = '<div id="top-bar"></div>'
  location.hash = ''
  forgetDeeds()
  stored = row
  uses = { breaks: [], keeps: [], inline: '' }
  setBridgeFake({
    segments: {
      rows: async () => [stored], freeze, thaw, refreeze, delete: remove, save, uses: async () => uses, diff, diffPeople,
      versions: async () => [
        { version: 2, name: 'Quiet', rule: ruleOf('city'), sentence: 'People with a city.', savedAt: freeAt },
        { version: 1, name: 'Quiet', rule: ruleOf('phone'), sentence: 'People with a phone.', savedAt: freeAt },
      ],
    },
  })
  useAnswer.setState({ document: ruleOf('city'), count: { people: 90, sentence: [] as RuleCount['sentence'] } as RuleCount })
  showDraft(3, openDraft(3, 'Quiet', ruleOf('city')))
})

afterEach(() => {
  cleanup()
  setBridgeFake(null)
  speak('en')
  vi.clearAllMocks()
})

const bar = () => render(<StudioBar fail={() => undefined} />)
const menu = async (name: string) => {
  fireEvent.click(await screen.findByRole('button', { name: 'More about this segment' }))
  fireEvent.click(await screen.findByRole('menuitem', { name }))
}

describe('the state of a segment', () => {
  it('is told, frozen, and thawed again by undo', async () => {
    bar()
    fireEvent.click(await screen.findByRole('button', { name: 'State: Live' }))
    expect(await screen.findByText(/enter and leave by themselves/)).toBeTruthy()
    fireEvent.click(screen.getByRole('menuitem', { name: 'Freeze' }))
    await waitFor(() => expect(freeze).toHaveBeenCalledWith(3))
    await undoDeed()
    expect(thaw).toHaveBeenCalledWith(3)
  })

  it('says since when it is frozen', async () => {
    stored = { ...row, frozenAt: freeAt }
    bar()
    fireEvent.click(await screen.findByRole('button', { name: 'State: Frozen' }))
    expect(await screen.findByText(/Fixed since 3 May 2026: 812 people/)).toBeTruthy()
    fireEvent.click(screen.getByRole('menuitem', { name: 'Let people enter and leave again' }))
    await waitFor(() => expect(thaw).toHaveBeenCalled())
    await undoDeed()
    expect(refreeze).toHaveBeenCalledWith(3, freeAt)
  })

  it('is none of a new segment', () => {
    showDraft('new', newDraft())
    bar()
    expect(screen.queryByRole('button', { name: /^State/ })).toBeNull()
    expect(screen.getByTestId('save-state').textContent).toBe('Unsaved changes')
  })
})

describe('the menu of the studio', () => {
  it('duplicates what is on the screen and opens the copy', async () => {
    bar()
    await menu('Duplicate')
    await waitFor(() => expect(location.hash).toBe('#/segments/44'))
    expect(save).toHaveBeenCalledWith(0, 'Quiet (copy)', expect.stringContaining('city'))
  })

  it('deletes at once what nothing uses', async () => {
    bar()
    await screen.findByRole('button', { name: 'State: Live' })
    await menu('Delete')
    await waitFor(() => expect(location.hash).toBe('#/segments'))
    expect(remove).toHaveBeenCalledWith(3)
    expect(hasDraft(3)).toBe(false)
  })

  it('says what deleting would break', async () => {
    uses = { ...uses, breaks: [{ kind: 'campaign', id: 1, name: 'Diwali', state: 'draft' }] }
    bar()
    await screen.findByRole('button', { name: 'State: Live' })
    await menu('Delete')
    expect((await screen.findByRole('dialog')).textContent).toContain('Diwali')
    expect(remove).not.toHaveBeenCalled()
  })

  it('goes back to the saved version, which can be undone', async () => {
    act(() => void editRule({ label: 'Flipped a rule' }, (r) => flipNot(r, 'a')))
    bar()
    await menu('Go back to the saved version')
    expect(screen.getByTestId('save-state').textContent).toBe('Saved')
    act(undo)
    expect(screen.getByTestId('save-state').textContent).toBe('Unsaved changes')
  })

  it('is in the palette too', async () => {
    bar()
    await screen.findByRole('button', { name: 'State: Live' })
    expect(currentActions().filter((a) => a.group === 'segment' && !a.disabled).map((a) => a.label)).toEqual(
      expect.arrayContaining(['Duplicate', 'Versions', 'Freeze', 'Delete', 'Overlap with other segments']),
    )
  })
})

describe('versions', () => {
  it('are compared and brought back as a step of the draft', async () => {
    bar()
    await screen.findByRole('button', { name: 'State: Live' })
    await menu('Versions')
    const dialog = await screen.findByRole('dialog', { name: 'Versions of Quiet' })
    expect(await within(dialog).findByText('Added: live in Pune.')).toBeTruthy()
    expect(diff).toHaveBeenLastCalledWith(ruleOf('phone'), ruleOf('city'))
    expect(within(dialog).getByRole('button', { name: /Come in/ }).textContent).toBe('Come in 12')
    fireEvent.click(within(dialog).getByRole('button', { name: /Leave/ }))
    await waitFor(() => expect(diffPeople).toHaveBeenLastCalledWith(ruleOf('phone'), ruleOf('city'), 'only_a', 0, expect.anything()))
    const { violations } = await axe.run(dialog, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } })
    expect(violations.map((v) => v.id)).toEqual([])
    fireEvent.click(within(dialog).getByRole('button', { name: 'Restore version 1' }))
    expect(conditions(currentDraft().rule)[0]?.params.field).toBe('phone')
    expect(currentDraft().past.at(-1)?.label).toBe('Restored version 1')
    act(undo)
    expect(conditions(currentDraft().rule)[0]?.params.field).toBe('city')
  })

  it('are compared with the draft where it is not saved', async () => {
    act(() => void editRule({ label: 'Flipped a rule' }, (r) => flipNot(r, 'a')))
    bar()
    await screen.findByRole('button', { name: 'State: Live' })
    await menu('Versions')
    expect(await screen.findByRole('combobox', { name: 'Compare with: The draft, not saved yet' })).toBeTruthy()
    await waitFor(() => expect(diff).toHaveBeenLastCalledWith(ruleOf('city'), expect.stringContaining('"not":true')))
  })
})

it('speaks Hindi', async () => {
  act(() => speak('hi'))
  bar()
  expect(await screen.findByRole('button', { name: 'स्थिति: चालू' })).toBeTruthy()
})

describe('files of a segment', () => {
  const files = { rule: vi.fn(async (_rule: string, _name: string) => ''), segment: vi.fn(async (_id: number) => ''), segmentReport: vi.fn(async (_id: number) => '') }
  beforeEach(() => {
    setBridgeFake({ segments: { rows: async () => [stored] }, exports: files })
  })

  it('hold the people of the rule on the screen, unsaved changes included', async () => {
    bar()
    act(() => editRule({ label: 'Flipped' }, (rule) => flipNot(rule, conditions(rule)[0]!.id)))
    await menu('Export people')
    expect(files.rule).toHaveBeenCalledWith(expect.stringContaining('"not":true'), 'Quiet')
  })

  it('hold the members of a frozen segment', async () => {
    stored = { ...row, frozenAt: freeAt }
    bar()
    await screen.findByRole('button', { name: 'State: Frozen' })
    await menu('Export people')
    expect(files.segment).toHaveBeenCalledWith(3)
  })

  it('are a report too, once it is saved', async () => {
    bar()
    await screen.findByRole('button', { name: 'State: Live' })
    await menu('Save report')
    expect(files.segmentReport).toHaveBeenCalledWith(3)
    expect(currentActions().map((action) => action.id)).toEqual(expect.arrayContaining(['segment.export', 'segment.report']))
  })
})
