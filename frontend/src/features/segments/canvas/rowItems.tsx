import {
  ArrowLeftRight, CircleSlash2, ClipboardPaste, Copy, CopyPlus, Eye, EyeOff, Focus, FolderOpen, ListPlus, ListTree, Quote, Scissors, Trash2, type LucideIcon,
} from 'lucide-react'
import { openStarter } from '../starter'
import { t } from '../../../i18n/canvas'
import { emptyRule, find, writeRule, type RuleNode } from '../../../rule'
import type { MenuItem } from '../../../ui/Menu'
import { changeLane, duplicateNode, flip, groupNode, onlyThis, removeNode, switchOff, ungroupNode } from '../state/actions'
import { copyNode, copyNodeWords, cutNode, pasteAfter } from '../state/clipboard'
import { currentDraft } from '../state/drafts'
import { chosenWith } from '../state/view'

const item = (label: string, Icon: LucideIcon, run: () => unknown, more: Partial<MenuItem> = {}): MenuItem => ({ label, icon: <Icon size={14} />, run: () => void run(), ...more })

/** Everything that can be done with a rule or group, for its button and the right mouse button. */
export function rowItems(node: RuleNode): MenuItem[] {
  const { id } = node
  const several = chosenWith(id).length > 1
  const group = node.kind === 'group'
  const leftOut = find(currentDraft().rule, id)?.lane === 'exclude'
  return [
    item(group ? t.flipGroup : node.not ? t.flipToDoes : t.flipToDoesNot, CircleSlash2, () => flip(id), { keys: 'N' }),
    group && !several ? item(t.ungroup, FolderOpen, () => ungroupNode(id)) : item(several ? t.groupChosen : t.groupWithAnother, ListTree, () => groupNode(id), { keys: 'G' }),
    item(leftOut ? t.moveToInclude : t.moveToLeaveOut, ArrowLeftRight, () => changeLane(id)),
    item(node.muted ? t.switchOn : t.switchOff, node.muted ? Eye : EyeOff, () => switchOff(id), { keys: 'M' }),
    { separator: true },
    item(t.duplicate, CopyPlus, () => duplicateNode(id), { keys: 'Ctrl D' }),
    item(t.cutRule, Scissors, () => cutNode(id), { keys: 'Ctrl X' }),
    item(t.copyRule, Copy, () => copyNode(id), { keys: 'Ctrl C' }),
    item(t.pasteRule, ClipboardPaste, () => pasteAfter(id), { keys: 'Ctrl V' }),
    item(t.copyWords, Quote, () => copyNodeWords(node)),
    ...(leftOut ? [] : [item(t.onlyThisRule, Focus, () => onlyThis(id))]),
    item(t.onlyThis, ListPlus, () => openStarter('', writeRule({ ...emptyRule(), include: { ...emptyRule().include, kids: [node] } }))),
    { separator: true },
    item(t.remove, Trash2, () => removeNode(id), { keys: 'Del', danger: true }),
  ]
}
