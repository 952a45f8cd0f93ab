import { type Block, kindNames } from './document'
import { plainWords } from './liquid'

/** A block in words: "Text: Hello First name". */
export function blockLabel(block: Block, labelOf: (key: string) => string): string {
  const kind = kindNames[block.kind]
  if (block.kind === 'picture') return `${kind}: ${block.alt || 'no description'}`
  const words = plainWords(block.html ?? '', labelOf)
  return words === '' ? kind : `${kind}: ${words.length > 48 ? `${words.slice(0, 47)}…` : words}`
}
