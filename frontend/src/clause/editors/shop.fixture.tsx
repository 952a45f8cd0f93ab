/** Shows editors over a rule that follows their changes, as the studio does. */
import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { setBridgeFake } from '../../bridge/fake'
import { condition, conditions, group, setParams, type Condition, type Params, type Rule } from '../../rule'
import { TokenEditor, type Companion } from './index'

const properties = [
  { key: 'category', name: 'Category', type: 'text' },
  { key: 'amount', name: 'Amount', type: 'money' },
  { key: 'product', name: 'Product', type: 'text' },
  { key: 'hour', name: 'Hour of day', type: 'number' },
  { key: 'weekday', name: 'Day of week', type: 'text' },
]

const fields = [
  { key: 'city', name: 'City', type: 'text', derived: false },
  { key: 'email', name: 'Email', type: 'text', derived: false },
  { key: 'joined', name: 'Joined', type: 'date', derived: false },
  { key: 'renewal', name: 'Renewal', type: 'date', derived: false },
  { key: 'member', name: 'Member', type: 'bool', derived: false },
  { key: 'tags', name: 'Tags', type: 'list', derived: false },
  { key: 'points', name: 'Points', type: 'number', derived: false },
]

/** A shop in which 100 of 1,000 people have no value of anything and 42 were never mailed. */
export function openShop(): void {
  setBridgeFake({
    segments: {
      values: async (source, search) =>
        source === 'consent:purpose' ? [{ value: 'surveys', people: 3 }] : source === 'consent:basis' ? [{ value: 'contract', people: 2 }] :
        [{ value: 'Mumbai', people: 1204 }, { value: 'Pune', people: 310 }].filter((v) => v.value.toLowerCase().includes(search.toLowerCase())),
      traitFacts: async () => ({ people: 900, of: 1000, missing: 100, text: '', top: [] }),
      fields: async () => fields,
      project: async (rules) => rules.map(() => 42),
      properties: async () => [
        { key: 'purchased', name: 'Placed an order', events: 10, properties },
        { key: 'visited', name: 'Visited a page', events: 5, properties },
        { key: 'returned', name: 'Returned a product', events: 0, properties: [] },
      ],
      list: async () => [{ id: 12, name: 'VIP customers', rule: '', sentence: '', people: 211, mailable: 200, usedIn: '', updatedAt: '' }],
    },
  })
}

interface More {
  not?: boolean
  onAdd?(params: Params): void
  onJoin?(companion: Companion): void
}

/** Shows the editor of a token; the params as they are now come back. */
export function show(params: Params, edit: string, { not, ...more }: More = {}): () => Params {
  let now: Condition = condition(params, { id: 'c', not })
  function Studio() {
    const [rule, setRule] = useState<Rule>({ include: group('all', [now]), exclude: group('any') })
    now = conditions(rule)[0]!
    return <TokenEditor condition={now} edit={edit} {...more} onChange={(change) => setRule((r) => setParams(r, 'c', change))} />
  }
  render(<Studio />)
  return () => now.params
}

export const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

/** Opens a list of choices by its label and takes one. */
export async function choose(label: string, option: string): Promise<void> {
  const trigger = await screen.findByRole('combobox', { name: new RegExp(`^${label}`) })
  fireEvent.click(trigger)
  const line = await screen.findByRole('option', { name: option })
  fireEvent.pointerDown(line, { pointerType: 'mouse' })
  fireEvent.mouseMove(line)
  fireEvent.click(line, { detail: 1 })
}

/** Writes into a box. */
export function write(role: 'textbox' | 'searchbox', name: string, value: string): void {
  fireEvent.change(screen.getByRole(role, { name }), { target: { value } })
}
