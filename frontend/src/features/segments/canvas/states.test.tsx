import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { currentActions, runAction } from '../../../actions/registry'
import { useStatus } from '../../../app/status'
import { conditions } from '../../../rule'
import { copyTo } from '../state/actions'
import { dragLayer } from '../state/dragging'
import { currentDraft, undo } from '../state/drafts'
import { useFindings } from '../state/findings'
import { useView } from '../state/view'
import { closeCanvas, grip, leaf, openCanvas, order, press, shape, type Go } from './canvas.fixture'

const abc = { id: 'in', all: [leaf('a'), leaf('b'), leaf('c')] }
const deep = { id: 'in', all: [leaf('a'), { id: 'g2', any: [leaf('b'), { id: 'g3', all: [leaf('c'), { id: 'g4', any: [leaf('d'), leaf('e')] }] }] }] }
const go = (more: Partial<Go> = {}): Go => ({ clipboard: { text: '' }, ...more })
const said = () => useStatus.getState().announcement
const steps = () => currentDraft().past.map((step) => step.label)
const row = async (id: string) => (await grip(id)).closest<HTMLElement>('.rule-card')!

afterEach(closeCanvas)

describe('the menu of a rule', () => {
  const choose = async (id: string, name: string) => {
    fireEvent.contextMenu(await row(id))
    fireEvent.click(await screen.findByRole('menuitem', { name }))
  }

  it('opens on the right button with everything that can be done', async () => {
    await openCanvas(abc, go())
    fireEvent.contextMenu(await row('b'))
    const names = within(await screen.findByRole('menu')).getAllByRole('menuitem').map((item) => item.textContent)
    for (const name of ['Flip to does notN', 'Move to leave out', 'Copy as words', 'Only this rule', 'Cut ruleCtrl X', 'RemoveDel']) expect(names).toContain(name)
  })

  it('carries a rule over to those left out and back', async () => {
    await openCanvas(abc, go())
    await choose('b', 'Move to leave out')
    expect(currentDraft().rule.exclude.kids.map((kid) => kid.id)).toEqual(['b'])
    await choose('b', 'Move to include')
    expect(order()).toBe('acb')
  })

  it('counts one rule alone by switching the others off, which undo takes back', async () => {
    await openCanvas(abc, go(), { id: 'out', any: [leaf('x')] })
    await choose('b', 'Only this rule')
    expect(conditions(currentDraft().rule).filter((c) => !c.muted).map((c) => c.id)).toEqual(['b'])
    undo()
    expect(conditions(currentDraft().rule).some((c) => c.muted)).toBe(false)
  })

  it('copies a group in the words of Go', async () => {
    const state = go()
    await openCanvas(deep, state)
    fireEvent.contextMenu(screen.getAllByRole('button', { name: 'Move: group of 2 rules' })[0]!.closest('.group-head')!)
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Copy as words' }))
    await waitFor(() => expect(state.clipboard.text).toBe('In words: b,c,d,e'))
  })
})

it('offers for the rule in focus what its state allows', async () => {
  await openCanvas({ id: 'in', all: [leaf('a', { not: true, muted: true }), leaf('b')] }, go())
  fireEvent.focus(await grip('a'))
  const labels = () => currentActions().map((action) => action.label)
  expect(labels()).toEqual(expect.arrayContaining(['Flip to does', 'Switch on', 'Move to leave out', 'Copy the rule as words']))
  act(() => runAction('rule.flip'))
  expect(labels()).toContain('Flip to does not')
})

it('pastes the included rules of a whole segment at the end where nothing is in focus', async () => {
  const state = go()
  await openCanvas(abc, state)
  state.clipboard.text = JSON.stringify({ version: 1, include: { all: [leaf('x'), leaf('y')] } })
  act(() => runAction('rule.paste'))
  await waitFor(() => expect(conditions(currentDraft().rule).map((c) => c.params.field).join('')).toBe('abcxy'))
  expect(steps()).toEqual(['Pasted 2 rules'])
  undo()
  expect(order()).toBe('abc')
})

describe('an edit that cannot be made', () => {
  it('says so of groups that would be too deep', async () => {
    await openCanvas(deep, go())
    await press('d', 'g')
    expect(said()).toBe('Groups go 4 deep at most')
    await press('e', 'ArrowRight', { altKey: true })
    expect(said()).toContain('Groups go 4 deep at most')
    expect(order()).toBe('abcde')
    expect(steps()).toEqual([])
  })

  it('says so at the end and where nothing is to group with', async () => {
    await openCanvas({ id: 'in', all: [leaf('a')] }, go())
    await press('a', 'ArrowUp', { altKey: true })
    expect(said()).toBe('It cannot go any further that way.')
    await press('a', 'g')
    expect(said()).toBe('There is no other rule here to group it with.')
  })
})

describe('several rules', () => {
  const chooseTwo = async () => {
    for (const id of ['a', 'c']) await press(id, ' ', { ctrlKey: true })
  }

  it('are grouped, switched off and removed from a bar, each as one step', async () => {
    await openCanvas(abc, go())
    await chooseTwo()
    const bar = () => within(screen.getByRole('toolbar', { name: 'Chosen rules' }))
    fireEvent.click(bar().getByRole('button', { name: 'Switch off' }))
    expect(conditions(currentDraft().rule).filter((c) => c.muted).map((c) => c.id)).toEqual(['a', 'c'])
    fireEvent.click(bar().getByRole('button', { name: 'Group the chosen rules' }))
    expect(shape()).toContain('"any":[{"id":"a","muted":true},{"id":"c","muted":true}]')
    fireEvent.click(bar().getByRole('button', { name: 'Remove' }))
    expect(order()).toBe('b')
    expect(steps()).toEqual(['Switched 2 rules off', 'Made a group', 'Removed 2 rules'])
  })

  it('are let go of with Escape', async () => {
    await openCanvas(abc, go())
    await chooseTwo()
    await press('a', 'Escape')
    expect(screen.queryByRole('toolbar', { name: 'Chosen rules' })).toBeNull()
  })

  it('are flipped together, and copied together by a drop with Ctrl', async () => {
    await openCanvas(abc, go())
    await chooseTwo()
    await press('a', 'n')
    expect(conditions(currentDraft().rule).map((c) => Boolean(c.not))).toEqual([true, false, true])
    copyTo('a', { parent: currentDraft().rule.exclude.id, index: 0 })
    expect(currentDraft().rule.exclude.kids.map((kid) => kid.kind === 'condition' && kid.params.field)).toEqual(['a', 'c'])
    expect(steps()).toEqual(['Flipped 2 rules', 'Copied 2 rules'])
  })

  it('are copied and pasted in their order', async () => {
    const state = go()
    await openCanvas(abc, state)
    await chooseTwo()
    await press('a', 'c', { ctrlKey: true })
    await waitFor(() => expect(state.clipboard.text).toContain('"c"'))
    useView.setState({ chosen: [] })
    await press('b', 'v', { ctrlKey: true })
    await waitFor(() => expect(conditions(currentDraft().rule).map((c) => c.params.field).join('')).toBe('abacc'))
  })
})

describe('a rule that names what is gone', () => {
  const broken = [{ id: 'b', path: '/include/all/1', message: 'This workspace knows nothing called “b”.' }]

  it('is marked, says what is missing, and can be taken away', async () => {
    await openCanvas(abc, go({ broken, findings: [{ id: 'b', path: '/include/all/1', code: 'broken_part', message: broken[0]!.message, fix: 'Remove it', rule: JSON.stringify({ include: { id: 'in', all: [leaf('a'), leaf('c')] } }), people: -1 }] }))
    expect((await row('b')).closest('.rule-row')!.className).toContain('unfinished')
    expect(screen.getByRole('alert').textContent).toContain('cannot be counted')
    expect(screen.getByLabelText('This segment in words').textContent).toContain('People who are here.')
    fireEvent.click(await screen.findByRole('button', { name: 'Remove it' }))
    expect(order()).toBe('ac')
  })
})

describe('an empty audience', () => {
  it('names the rule that nobody is left after and offers what Go found', async () => {
    const looser = JSON.stringify({ include: { id: 'in', all: [leaf('a'), leaf('b', { op: 'x' }), leaf('c')] } })
    await openCanvas(abc, go({
      people: 0, nodes: [{ id: 'b', path: '', alone: 0, before: 64, left: 0, adds: 64, without: 9 }],
      findings: [{ id: 'b', path: '', code: 'nobody_left', message: 'Nobody is left after this.', fix: 'At least 2 instead of 3', rule: looser, people: 64 }],
    }))
    const box = within(await screen.findByRole('region', { name: 'Nobody is left' }))
    expect(box.getByText(/64 people were there before it/)).toBeTruthy()
    fireEvent.click(box.getByRole('button', { name: 'At least 2 instead of 3: 64 people' }))
    expect(conditions(currentDraft().rule)[1]?.params.op).toBe('x')
    expect(steps()).toEqual(['Mended: At least 2 instead of 3'])
  })
})

it('shows what is found only once nothing is dragged any more', async () => {
  const cargo = { node: { kind: 'condition' as const, id: 'z', params: { type: 'everyone' as const } }, label: 'z' }
  dragLayer.use.setState({ cargo })
  await openCanvas(abc, go({ findings: [{ id: 'b', path: '', code: 'no_effect', message: 'This is there twice.', fix: '', rule: '', people: 0 }] }))
  await new Promise((resolve) => setTimeout(resolve, 350))
  expect(useFindings.getState().byNode.size).toBe(0)
  dragLayer.use.setState({ cargo: undefined })
  expect(await screen.findByText('This is there twice.')).toBeTruthy()
})
