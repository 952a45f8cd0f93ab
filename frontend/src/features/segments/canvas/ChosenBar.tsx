import { CopyPlus, EyeOff, ListTree, Trash2, X, type LucideIcon } from 'lucide-react'
import { t } from '../../../i18n/canvas'
import { IconButton } from '../../../ui/IconButton'
import { topmost } from '../../../rule'
import { duplicateNode, groupNode, removeNode, switchOff } from '../state/actions'
import { useDraft } from '../state/drafts'
import { choose, useView } from '../state/view'

const acts: { label(): string; icon: LucideIcon; keys: string; run(id: string): void }[] = [
  { label: () => t.groupChosen, icon: ListTree, keys: 'G', run: groupNode },
  { label: () => t.duplicate, icon: CopyPlus, keys: 'Ctrl D', run: duplicateNode },
  { label: () => t.switchOff, icon: EyeOff, keys: 'M', run: switchOff },
  { label: () => t.remove, icon: Trash2, keys: 'Del', run: removeNode },
]

/** While several rules are chosen: how many, and what can be done with all of them. */
export function ChosenBar() {
  const chosen = useView((view) => view.chosen)
  const lifted = useView((view) => view.lift !== undefined)
  const first = useDraft((d) => topmost(d.rule, chosen)[0]?.id)
  if (chosen.length < 2 || !first || lifted) return null
  return (
    <div className="chosen-bar" role="toolbar" aria-label={t.several}>
      <span>{t.severalRules(chosen.length)}</span>
      <span className="sp" />
      {acts.map(({ label, icon: Icon, keys, run }) => (
        <IconButton key={keys} small label={label()} keys={keys} onClick={() => run(first)}><Icon size={15} /></IconButton>
      ))}
      <IconButton small label={t.clearChoice} keys="Esc" onClick={() => choose([])}><X size={15} /></IconButton>
    </div>
  )
}
