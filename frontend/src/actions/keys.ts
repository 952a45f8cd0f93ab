/** Reading keys off the keyboard, and writing them for people. */

const named: Record<string, string> = { ' ': 'Space', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc', Delete: 'Del' }

/** What was pressed as actions write it: "Ctrl+Shift+Z". Shift is left out where it only makes the character. */
export function pressed(e: KeyboardEvent): string {
  const control = e.ctrlKey || e.metaKey
  const letter = e.key.length === 1
  const parts = [control && 'Ctrl', e.altKey && 'Alt', e.shiftKey && (!letter || control || e.altKey) && 'Shift']
  return [...parts.filter(Boolean), letter ? e.key.toUpperCase() : e.key].join('+')
}

/** The keys of an action one by one, as they are printed on the keyboard. */
export function keyCaps(keys: string): string[] {
  return keys.split(/\+(?!$)/).map((key) => named[key] ?? key)
}

/** Whether a press belongs to a text box. */
export function isTyping(e: KeyboardEvent): boolean {
  const target = e.target as HTMLElement | null
  return Boolean(target?.closest?.('input:not([type=checkbox]):not([type=radio]), textarea, [contenteditable=true]'))
}
