/** Copying rules as words and as rules, and pasting them, in this segment or another one. */
import { announce, report } from '../../../app/status'
import { showTrouble } from '../../../app/trouble'
import { copyText, pastedText } from '../../../bridge/clipboard'
import { t } from '../../../i18n/canvas'
import { find, parseNode, renamed, writeNode, type RuleNode, type Slot } from '../../../rule'
import { insertAs, removeNode } from './actions'
import { currentDraft } from './drafts'

/** Copies words and says so. */
export async function copyWords(words: string): Promise<void> {
  if (!(await copyText(words))) return showTrouble(new Error(t.noClipboard))
  report(t.copied)
  announce(t.copied)
}

/** The clipboard then holds the rule as text, which any text box shows. */
export function copyNode(id: string): Promise<void> {
  const node = find(currentDraft().rule, id)?.node
  return node ? copyWords(writeNode(node)) : Promise.resolve()
}

export async function cutNode(id: string): Promise<void> {
  await copyNode(id)
  removeNode(id)
}

/** Puts the rule on the clipboard after a node, or at the end of the include lane. */
export async function pasteAfter(id?: string): Promise<void> {
  const node = nodeOf(await pastedText())
  if (!node) return showTrouble(new Error(t.nothingToPaste))
  insertAs(renamed(node), t.steps.pasted, slotAfter(id))
}

function slotAfter(id: string | undefined): Slot | undefined {
  const at = id ? find(currentDraft().rule, id) : undefined
  return at?.parent && { parent: at.parent.id, index: at.index + 1 }
}

/** A rule written as text; undefined for any other text. */
function nodeOf(text: string): RuleNode | undefined {
  try {
    const node = parseNode(text)
    const isRule = node.kind === 'group' ? node.kids.length > 0 : typeof node.params.type === 'string'
    return isRule ? node : undefined
  } catch {
    return undefined
  }
}
