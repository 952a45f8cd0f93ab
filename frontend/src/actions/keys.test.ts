import { describe, expect, it } from 'vitest'
import { isTyping, keyCaps, pressed } from './keys'

const key = (key: string, more: KeyboardEventInit = {}) => new KeyboardEvent('keydown', { key, ...more })

describe('what was pressed', () => {
  it.each([
    [key('z', { ctrlKey: true }), 'Ctrl+Z'],
    [key('Z', { ctrlKey: true, shiftKey: true }), 'Ctrl+Shift+Z'],
    [key('z', { metaKey: true }), 'Ctrl+Z'],
    [key('?', { shiftKey: true }), '?'],
    [key('F6', { shiftKey: true }), 'Shift+F6'],
    [key('ArrowUp', { altKey: true }), 'Alt+ArrowUp'],
    [key('+', { ctrlKey: true }), 'Ctrl++'],
  ])('is written as actions write it', (event, words) => expect(pressed(event)).toBe(words))

  it('is shown as on the keys', () => {
    expect(keyCaps('Ctrl+Shift+Z')).toEqual(['Ctrl', 'Shift', 'Z'])
    expect(keyCaps('Alt+ArrowUp')).toEqual(['Alt', '↑'])
    expect(keyCaps('Ctrl++')).toEqual(['Ctrl', '+'])
    expect(keyCaps('Delete')).toEqual(['Del'])
  })
})

it('belongs to a text box, not to a box that is ticked', () => {
  const from = (html: string) => {
    document.body.innerHTML = html
    let typing = false
    document.body.firstElementChild!.addEventListener('keydown', (e) => (typing = isTyping(e as KeyboardEvent)))
    document.body.firstElementChild!.dispatchEvent(key('a'))
    return typing
  }
  expect(from('<input>')).toBe(true)
  expect(from('<textarea></textarea>')).toBe(true)
  expect(from('<input type="checkbox">')).toBe(false)
  expect(from('<button></button>')).toBe(false)
})
