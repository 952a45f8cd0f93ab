import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setBridgeFake } from '../../../bridge/fake'
import { condition, group, type Condition } from '../../../rule'
import { useAnswer } from '../state/answer'
import { newDraft } from '../state/draft'
import { editRule, showDraft, useDraft } from '../state/drafts'
import { ClauseTokens } from './Clause'

const bare = [{ text: 'placed', edit: 'not' }, { text: 'at least 1 order', edit: 'count' }, { text: 'at any time', edit: 'window' }]
const filtered = [...bare.slice(0, 2), { text: 'on a Phone', edit: 'where' }, bare[2]!]

/** What Go says about the one rule. */
const say = (tokens: typeof bare) =>
  useAnswer.setState({ clauses: new Map([['c', { id: 'c', path: '', trait: '', category: 'bought', icon: 'tag', text: '', tokens }]]) })

function Row() {
  return <ClauseTokens node={useDraft((d) => d.rule.include.kids[0]) as Condition} />
}

beforeEach(() => {
  const properties = [{ key: 'device', name: 'Device', type: 'text' }]
  setBridgeFake({ segments: { properties: async () => [{ key: 'purchased', name: 'Placed an order', events: 1, properties }], values: async () => [] } })
  showDraft('new', newDraft())
  editRule({ label: 'Began' }, (r) => ({ ...r, include: group('all', [condition({ type: 'event', event: 'purchased' }, { id: 'c' })]) }))
})

afterEach(() => {
  cleanup()
  setBridgeFake(null)
})

describe('the tokens of a clause', () => {
  it('keep the editor open while tokens come and go around it', async () => {
    say(bare)
    render(<Row />)
    fireEvent.click(screen.getByRole('button', { name: 'at any time' }))
    fireEvent.click(await screen.findByRole('button', { name: 'only some of them' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Look only at some of them' }))
    say(filtered)
    expect(await screen.findByRole('button', { name: 'Remove the filter on Device' })).toBeTruthy()
  })

  it('hold a place for a token whose words are gone until its editor is closed', async () => {
    editRule({ label: 'Filtered' }, (r) => ({
      ...r,
      include: group('all', [condition({ type: 'event', event: 'purchased', where: [{ property: 'device', op: 'is_set' }] }, { id: 'c' })]),
    }))
    say(filtered)
    render(<Row />)
    fireEvent.click(screen.getByRole('button', { name: 'on a Phone' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Remove the filter on Device' }))
    say(bare)
    expect(await screen.findByRole('button', { name: 'Look only at some of them' })).toBeTruthy()
    fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' })
    await waitFor(() => expect(screen.queryByText('…')).toBeNull())
  })
})
