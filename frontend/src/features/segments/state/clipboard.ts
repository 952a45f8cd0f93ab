/** Copying rules as words and as rules, and pasting them, in this segment or another one. */
import { announce, report } from '../../../app/status'
import { showTrouble } from '../../../app/trouble'
import { bridge } from '../../../bridge/client'
import { copyText, pastedText } from '../../../bridge/clipboard'
import { t } from '../../../i18n/canvas'
import { emptyRule, find, parseNode, parseRule, renamed, topmost, writeNode, writeRule, type RuleNode } from '../../../rule'
import { insertAll, nextSlot, removeNode } from './actions'
import { currentDraft } from './drafts'
import { chosenWith } from './view'

/** Copies words and says so. */
export async function copyWords(words: string): Promise<void> {
  if (!(await copyText(words))) return showTrouble(new Error(t.noClipboard))
  report(t.copied)
  announce(t.copied)
}

/** Copies a rule or a group as Go puts it into words. */
export async function copyNodeWords(node: RuleNode): Promise<void> {
  const empty = emptyRule()
  try {
    await copyWords(await bridge.segments.words(writeRule({ ...empty, include: { ...empty.include, kids: [node] } })))
  } catch (reason) {
    showTrouble(reason)
  }
}

/** The clipboard then holds a rule, or those chosen with it, as text, which any text box shows. */
export async function copyNode(id: string): Promise<void> {
  const written = topmost(currentDraft().rule, chosenWith(id)).map(writeNode)
  if (written.length > 0) await copyWords(written.length === 1 ? written[0]! : `[${written.join(',')}]`)
}

export async function cutNode(id: string): Promise<void> {
  await copyNode(id)
  removeNode(id)
}

/** Puts the rules on the clipboard after a node, or where a new trait would go. */
export async function pasteAfter(id?: string): Promise<void> {
  const nodes = nodesOf(await pastedText())
  if (nodes.length === 0) return showTrouble(new Error(t.nothingToPaste))
  const at = id ? find(currentDraft().rule, id) : undefined
  const slot = at?.parent ? { parent: at.parent.id, index: at.index + 1 } : nextSlot()
  insertAll(nodes.map((node) => renamed(node)), nodes.length > 1 ? t.steps.pastedMany(nodes.length) : t.steps.pasted, slot)
}

/** Rules written as text: one, several, or the included ones of a whole segment. None for any other text. */
function nodesOf(text: string): RuleNode[] {
  try {
    const raw: unknown = JSON.parse(text)
    if (raw === null || typeof raw !== 'object') return []
    const nodes = 'include' in raw ? parseRule(text).include.kids : (Array.isArray(raw) ? raw : [raw]).map((one) => parseNode(JSON.stringify(one)))
    return nodes.every(isRule) ? nodes : []
  } catch {
    return []
  }
}

function isRule(node: RuleNode): boolean {
  return node.kind === 'group' ? node.kids.length > 0 && node.kids.every(isRule) : typeof node.params.type === 'string'
}
