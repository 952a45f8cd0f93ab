import { describe, expect, it } from 'vitest'
import { conditions, find, group, condition, type Mode, type Rule } from '../../../rule'
import { newDraft } from './draft'
import { currentDraft, editRule, showDraft } from './drafts'
import { join } from './join'

const known = { type: 'field', field: 'city', op: 'is_set' } as const

/** A draft whose first rule is about the city, among others joined in a way. */
function draft(mode: Mode): () => Rule {
  showDraft('new', newDraft())
  const kids = [condition({ type: 'field', field: 'city' }, { id: 'c' }), condition({ type: 'everyone' }, { id: 'e' })]
  editRule({ label: 'Began' }, (r) => ({ ...r, include: group(mode, kids, { id: 'top' }) }))
  return () => currentDraft().rule
}

const order = (rule: Rule) => conditions(rule).map((c) => c.params.type + (c.not ? ' not' : ''))

describe('a second rule beside one', () => {
  it('stands next to it where the rules are joined alike', () => {
    const rule = draft('all')
    join('c', { params: known, how: 'and' })
    expect(rule().include.kids).toHaveLength(3)
    expect(order(rule())).toEqual(['field', 'field', 'everyone'])
  })

  it.each([['all', 'or', 'any'], ['any', 'and', 'all'], ['none', 'and', 'all']] as const)('forms a group with it in %s, joined by %s', (mode, how, made) => {
    const rule = draft(mode)
    join('c', { params: known, not: true, how })
    const parent = find(rule(), 'c')!.parent!
    expect(parent.mode).toBe(made)
    expect(parent.kids).toHaveLength(2)
    expect(parent.kids[1]).toMatchObject({ not: true, params: known })
  })

  it('does nothing for a rule that is gone', () => {
    const rule = draft('all')
    join('gone', { params: known, how: 'and' })
    expect(order(rule())).toEqual(['field', 'everyone'])
  })
})
