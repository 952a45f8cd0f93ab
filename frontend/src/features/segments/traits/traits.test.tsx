import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import icons from '../../../../../backend/rule/testdata/icons.golden.json'
import { setBridgeFake } from '../../../bridge/fake'
import { conditions } from '../../../rule'
import { hasIcon } from '../../../clause/TraitTile'
import { newDraft } from '../state/draft'
import { currentDraft, showDraft } from '../state/drafts'
import { useTraits } from '../../../clause/traits'
import { useView } from '../state/view'
import { TraitsPane } from './TraitsPane'

const trait = (key: string, label: string, hint: string, condition: object) => ({ key, label, hint, icon: 'tag', default: JSON.stringify(condition) })
const city = trait('field:city', 'City', 'Where they live', { type: 'field', field: 'city', op: 'any_of', values: ['Pune'] })
const orders = trait('event:purchased', 'Placed orders', 'How many orders they placed', { type: 'event', event: 'purchased' })
const mumbai = { ...city, default: JSON.stringify({ type: 'field', field: 'city', op: 'any_of', values: ['Mumbai'] }) }
const findTraits = vi.fn(async (search: string) =>
  search === 'mumbai' ? [{ ...mumbai, category: 'who', value: 'Mumbai', people: 4210 }] : search === 'zzz' ? [] : [{ ...orders, category: 'bought', value: '', people: 0 }],
)

beforeEach(() => {
  setBridgeFake({
    segments: {
      findTraits,
      traitFacts: async () => ({ people: 900, of: 1000, missing: 100, text: '900 of 1,000 people have a value', top: [{ value: 'Mumbai', people: 500 }] }),
    },
  })
  useTraits.setState({ groups: [{ key: 'who', label: 'Who they are', traits: [city] }, { key: 'bought', label: 'What they bought', traits: [orders] }] as never })
  useView.setState({ focus: undefined })
  showDraft('new', newDraft())
  render(<TraitsPane />)
})

afterEach(() => {
  cleanup()
  setBridgeFake(null)
})

const search = () => screen.getByRole('textbox', { name: 'Find a trait' })
const asked = () => conditions(currentDraft().rule).map((c) => c.params)

describe('the traits pane', () => {
  it('adds a chip that is pressed', () => {
    fireEvent.click(screen.getByRole('button', { name: 'City' }))
    expect(asked()).toEqual([{ type: 'field', field: 'city', op: 'any_of', values: ['Pune'] }])
  })

  it('finds a trait by one of its values, and asks for that value', async () => {
    fireEvent.change(search(), { target: { value: 'mumbai' } })
    fireEvent.click(await screen.findByRole('button', { name: /City.*Mumbai, 4,210/ }))
    expect(asked()).toEqual([{ type: 'field', field: 'city', op: 'any_of', values: ['Mumbai'] }])
  })

  it('adds the first that is found with Enter, even before it is shown', async () => {
    fireEvent.change(search(), { target: { value: 'placed' } })
    fireEvent.keyDown(search(), { key: 'Enter' })
    await waitFor(() => expect(asked()).toEqual([{ type: 'event', event: 'purchased' }]))
    expect((search() as HTMLInputElement).value).toBe('')
  })

  it('says that nothing is called so', async () => {
    fireEvent.change(search(), { target: { value: 'zzz' } })
    expect(await screen.findByText(/No trait called “zzz”/)).toBeTruthy()
  })

  it('is one stop of the Tab key that arrows walk', () => {
    const chips = screen.getAllByRole('button')
    expect(chips.map((c) => c.tabIndex)).toEqual([0, -1])
    fireEvent.keyDown(search(), { key: 'ArrowDown' })
    expect(document.activeElement).toBe(chips[0])
    fireEvent.keyDown(chips[0]!, { key: 'ArrowDown' })
    expect(document.activeElement).toBe(chips[1])
    expect(chips.map((c) => c.tabIndex)).toEqual([-1, 0])
    fireEvent.keyDown(chips[1]!, { key: 'Home' })
    fireEvent.keyDown(chips[0]!, { key: 'ArrowUp' })
    expect(document.activeElement).toBe(search())
  })

  it('describes each chip to those who cannot see the card', () => {
    const described = document.getElementById(screen.getByRole('button', { name: 'City' }).getAttribute('aria-describedby')!)
    expect(described?.textContent).toBe('Where they live')
  })
})

it('has a picture for every icon that Go names', () => {
  expect(icons.length).toBeGreaterThan(40)
  expect(icons.filter((name) => !hasIcon(name))).toEqual([])
})
