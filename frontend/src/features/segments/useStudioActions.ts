import { ArrowLeftRight, CircleSlash2, ClipboardPaste, CopyPlus, Eye, EyeOff, History, ListTree, Pencil, Quote, Redo2, Save, Trash2, Undo2 } from 'lucide-react'
import type { Action } from '../../actions/action'
import { useActions } from '../../actions/registry'
import { t as words } from '../../i18n/actions'
import { t } from '../../i18n/canvas'
import { copySentence } from './bar/useSegmentDeeds'
import { changeLane, duplicateNode, flip, groupNode, removeNode, switchOff } from './state/actions'
import { find, type Spot } from '../../rule'
import { copyNodeWords, pasteAfter } from './state/clipboard'
import { isUnsaved } from './state/draft'
import { goBack, redo, undo, useDraft } from './state/drafts'
import { saveAndStay } from './state/saving'
import { useView } from './state/view'

/** What can be done in the studio as a whole, and with the rule in focus. */
export function useStudioActions(fail: (sentence: string) => void): void {
  const past = useDraft((d) => d.past.at(-1)?.label)
  const future = useDraft((d) => d.future.at(-1)?.label)
  const unsaved = useDraft((d) => isUnsaved(d) && d.segment !== 0)
  const focus = useView((view) => view.focus)
  const rule = useDraft((d) => d.rule)
  const at = focus ? find(rule, focus) : undefined
  useActions([
    { id: 'edit.undo', group: 'edit', label: past ? words.undoStep(past) : words.undo, icon: Undo2, keys: 'Ctrl+Z', disabled: !past, run: undo },
    { id: 'edit.redo', group: 'edit', label: future ? words.redoStep(future) : words.redo, icon: Redo2, keys: 'Ctrl+Shift+Z', disabled: !future, run: redo },
    { id: 'segment.save', group: 'segment', label: t.save, icon: Save, keys: 'Ctrl+S', whileTyping: true, run: () => void saveAndStay(fail) },
    { id: 'segment.rename', group: 'segment', label: t.rename, icon: Pencil, keys: 'F2', run: () => document.querySelector<HTMLElement>('[data-action="rename"]')?.focus() },
    { id: 'segment.words', group: 'segment', label: t.copyWords, icon: Quote, run: () => void copySentence() },
    { id: 'segment.back', group: 'segment', label: t.goBack, icon: History, disabled: !unsaved, run: goBack },
    { id: 'rule.paste', group: 'edit', label: focus ? t.pasteRule : t.pasteHere, icon: ClipboardPaste, keys: 'Ctrl+V', run: () => void pasteAfter(focus) },
    ...(at?.parent ? ruleActions(at) : []),
  ])
}

/** The same as in the rule's menu, for the palette. Their keys belong to the grip. */
function ruleActions({ node, lane }: Spot): Action[] {
  const { id } = node
  const flipped = node.kind === 'group' ? t.flipGroup : node.not ? t.flipToDoes : t.flipToDoesNot
  return [
    { id: 'rule.flip', group: 'edit', label: flipped, icon: CircleSlash2, run: () => flip(id) },
    { id: 'rule.group', group: 'edit', label: t.groupWithAnother, icon: ListTree, run: () => groupNode(id) },
    { id: 'rule.lane', group: 'edit', label: lane === 'exclude' ? t.moveToInclude : t.moveToLeaveOut, icon: ArrowLeftRight, run: () => changeLane(id) },
    { id: 'rule.mute', group: 'edit', label: node.muted ? t.switchOn : t.switchOff, icon: node.muted ? Eye : EyeOff, run: () => switchOff(id) },
    { id: 'rule.duplicate', group: 'edit', label: t.duplicate, icon: CopyPlus, run: () => duplicateNode(id) },
    { id: 'rule.words', group: 'edit', label: t.copyRuleWords, icon: Quote, run: () => void copyNodeWords(node) },
    { id: 'rule.remove', group: 'edit', label: t.remove, icon: Trash2, run: () => removeNode(id) },
  ]
}
