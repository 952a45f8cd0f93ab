import { describe, expect, it } from 'vitest'
import text from '../../../backend/rule/testdata/edits/edits.json?raw'
import * as rules from './index'
import type { Rule } from './index'

/**
 * Edits with the rule before and after, which Go reads too: it says what the rule
 * after means and whom it finds, so that an edit that looks right is right.
 */
interface Case {
  name: string
  before: unknown
  edit: [name: string, ...args: unknown[]]
  after: unknown
}

const fixture = JSON.parse(text) as { cases: Case[] }

/** Groups made by an edit have names drawn at random; the rest keep theirs. */
function plain(rule: Rule, before: string): unknown {
  return JSON.parse(rules.writeRule(rule), (key, value: unknown) => (key === 'id' && !before.includes(`"${String(value)}"`) ? 'new' : value))
}

function edited({ before, edit: [name, ...args] }: Case): unknown {
  const text = JSON.stringify(before)
  const known = text + JSON.stringify(args)
  const rule = rules.parseRule(text)
  const out = rule.exclude.id
  const given = JSON.parse(JSON.stringify(args).replaceAll('"out"', JSON.stringify(out))) as unknown[]
  const edits = rules as unknown as Record<string, (rule: Rule, ...args: unknown[]) => Rule>
  return plain(edits[name]!(rule, ...given), known)
}

describe('an edit of the tree', () => {
  it.each(fixture.cases)('$name', (one) => {
    expect(edited(one)).toEqual(one.after)
  })
})
