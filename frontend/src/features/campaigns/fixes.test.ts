import { describe, expect, it } from 'vitest'
import type { CheckView, PersonalField } from '../../bridge/client'
import { type Block, allBlocks, blockOf, parseDocument } from './document'
import type { Draft } from './draftStore'
import { fixFor } from './fixes'

const fields: PersonalField[] = [{ key: 'first_name', label: 'First name', fallback: 'friend', missing: 3 }]

function draft(block: Partial<Block>, subject = ''): Draft {
  const sections = [{ id: 's1', columns: [{ blocks: [{ id: 'b1', kind: 'text', ...block }] }] }]
  return { name: '', segmentId: 0, accountId: 0, subject, preheader: '', document: parseDocument(JSON.stringify({ sections })) }
}

function fixed(code: string, before: Draft, blockId = 'b1'): Draft {
  const check: CheckView = { code, severity: 'warning', message: '', detail: '', blockId, fix: 'Fix it' }
  return fixFor(check, fields)!.apply(before)
}

const html = (after: Draft) => blockOf(after.document, 'b1')?.html

describe('one press', () => {
  it('gives a field its fallback, in a block and in the subject', () => {
    expect(html(fixed('field_without_fallback', draft({ html: 'Hi {{ contact.first_name }}' })))).toBe('Hi {{ contact.first_name | default: "friend" }}')
    expect(fixed('field_without_fallback', draft({}, '{{ contact.first_name }}'), 'subject').subject).toBe('{{ contact.first_name | default: "friend" }}')
  })
  it('adds a footer at the end', () => {
    expect(allBlocks(fixed('footer_missing', draft({}), '').document).map((b) => b.kind)).toEqual(['text', 'footer'])
  })
  it('gives a rewritten footer what is missing and keeps its words', () => {
    const footer = draft({ kind: 'footer', html: 'With love, {{ postal_address }}' })
    expect(html(fixed('footer_missing', footer, ''))).toBe('With love, {{ postal_address }}<br><a href="{{ unsubscribe_url }}">Unsubscribe</a>')
  })
  it('makes links secure in addresses and in text, and nothing else', () => {
    const after = fixed('link_not_https', draft({ href: 'http://a.test', html: '<a href="http://b.test">http://c.test</a>' }))
    expect(blockOf(after.document, 'b1')).toMatchObject({ href: 'https://a.test', html: '<a href="https://b.test">http://c.test</a>' })
  })
  it('removes what cannot be shown and keeps the rest', () => {
    expect(html(fixed('field_unknown', draft({ html: 'a {{ contact.shoe }}{{ contact.first_name }}' })))).toBe('a {{ contact.first_name }}')
    expect(html(fixed('field_broken', draft({ html: 'a {{ contact.first_name | nonsense }} {{ contact.first_name | default: "x" }} b {{ contact.' })))).toBe(
      'a  {{ contact.first_name | default: "x" }} b ',
    )
    expect(allBlocks(fixed('text_empty', draft({})).document)).toEqual([])
  })
  it('is not offered where a person has to decide', () => {
    expect(fixFor({ code: 'link_broken', severity: 'warning', message: '', detail: '', blockId: 'b1', fix: '' }, fields)).toBeUndefined()
  })
})
