import { Editor } from '@tiptap/core'
import { describe, expect, it } from 'vitest'
import { createBlockEditor, createLineEditor, insertField } from './editor'
import { addFallbacks, fallbackOf, fieldKey, fieldLiquid, htmlWithChips, plainWords, withFallback } from './liquid'
import { inlineHTML, lineText } from './richText'

const setup = (onChange: (value: string) => void = () => undefined) => ({
  element: document.createElement('div'),
  label: 'Text',
  labelOf: (key: string) => (key === 'first_name' ? 'First name' : ''),
  onChange,
})

function throughBlockEditor(html: string): string {
  const editor: Editor = createBlockEditor(setup(), html)
  const out = inlineHTML(editor.getJSON())
  editor.destroy()
  return out
}

function throughLineEditor(text: string): string {
  const editor = createLineEditor(setup(), text)
  const out = lineText(editor.getJSON())
  editor.destroy()
  return out
}

describe('a block editor gives back what it was given', () => {
  for (const html of [
    'Hello {{ contact.first_name | default: "friend" }}, welcome',
    'One<br>two<br><br>four',
    '<b>Bold {{ contact.city }}</b> <i>and</i> <u>under</u>',
    '<a href="{{ unsubscribe_url }}">Leave</a> or <a href="https://nila.test/?a=1&amp;b=2">look</a>',
    '<span style="color:#9a5200">Warm</span> 1 &lt; 2 &amp; 3',
    '{{ contact.plan | default: "a < b > c" }}',
  ])
    it(html, () => expect(throughBlockEditor(html)).toBe(html))
  it('writes strong and em as b and i', () => {
    expect(throughBlockEditor('<strong>a</strong><em>b</em>')).toBe('<b>a</b><i>b</i>')
  })
})

describe('a one-line editor gives back what it was given', () => {
  for (const text of ['', 'Plain & <simple>', '{{ contact.first_name | default: "Hello" }}, your refill', 'a {{ contact.city }}{{ contact.plan }} b'])
    it(text || 'nothing', () => expect(throughLineEditor(text)).toBe(text))
})

describe('fields', () => {
  it('are shown by name', () => {
    const s = setup()
    const editor = createLineEditor(s, '{{ contact.first_name }} {{ contact.top_category }}')
    expect([...s.element.querySelectorAll('.field-chip')].map((chip) => chip.textContent)).toEqual(['First name', 'Top category'])
    editor.destroy()
  })
  it('are inserted as Liquid', () => {
    let value = ''
    const editor = createLineEditor(setup((v) => (value = v)), 'Hi ')
    editor.commands.setTextSelection(4)
    insertField(editor, fieldLiquid('first_name', 'friend'))
    expect(value).toBe('Hi {{ contact.first_name | default: "friend" }}')
    editor.destroy()
  })
  it('have a key and a fallback', () => {
    expect(fieldKey('{{contact.city|downcase}}')).toBe('city')
    expect(fieldKey('{{ unsubscribe_url }}')).toBe('unsubscribe_url')
    expect(fieldKey('{{ 1 + 1 }}')).toBe('')
    expect(fallbackOf("{{ contact.city | default: 'here' }}")).toBe('here')
    expect(fallbackOf('{{ contact.city }}')).toBeUndefined()
  })
  it('keep their other filters when the fallback changes', () => {
    expect(withFallback('{{ contact.city | downcase }}', 'town')).toBe('{{ contact.city | downcase | default: "town" }}')
    expect(withFallback('{{ contact.city | default: "a" | upcase }}', '')).toBe('{{ contact.city | upcase }}')
    expect(withFallback('{{ contact.city }}', 'a "b"')).toBe(`{{ contact.city | default: 'a "b"' }}`)
  })
  it('get a fallback only where they have none and are about a person', () => {
    expect(addFallbacks('{{ contact.city }} {{ contact.plan | default: "x" }} {{ unsubscribe_url }}', () => 'there')).toBe(
      '{{ contact.city | default: "there" }} {{ contact.plan | default: "x" }} {{ unsubscribe_url }}',
    )
  })
  it('become words in labels', () => {
    expect(plainWords('Hi <b>{{ contact.first_name }}</b> &amp; co<br>x', () => 'First name')).toBe('Hi First name & co x')
  })
  it('stay inside the tags that hold them', () => {
    expect(htmlWithChips('<a href="{{ x | default: "y" }}">z</a>')).toBe('<a href="{{ x | default: &quot;y&quot; }}">z</a>')
  })
})
