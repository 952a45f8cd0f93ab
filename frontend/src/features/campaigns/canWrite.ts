import type { Block } from './document'

/** Whether the words of a block are written in place. */
export function canWrite(block: Block): boolean {
  return block.kind === 'heading' || block.kind === 'text' || block.kind === 'button' || (block.kind === 'footer' && Boolean(block.html))
}
