import { CircleSlash2, Copy, Ellipsis, EyeOff, Eye, FolderOpen, ListTree, Trash2 } from 'lucide-react'
import type { RuleNode } from '../../../rule'
import { Menu, type MenuItem } from '../../../ui/Menu'
import { duplicateNode, flip, groupNode, removeNode, switchOff, ungroupNode } from '../state/actions'

/** Everything that can be done with a rule or group. */
export function RowMenu({ node }: { node: RuleNode }) {
  const isGroup = node.kind === 'group'
  const items: MenuItem[] = [
    ...(isGroup
      ? [{ label: 'Ungroup', icon: <FolderOpen size={14} />, run: () => ungroupNode(node.id) }]
      : [
          { label: node.not ? 'Flip to does' : 'Flip to does not', icon: <CircleSlash2 size={14} />, keys: 'N', run: () => flip(node.id) },
          { label: 'Group with another rule', icon: <ListTree size={14} />, keys: 'G', run: () => groupNode(node.id) },
        ]),
    { label: 'Duplicate', icon: <Copy size={14} />, keys: 'Ctrl D', run: () => duplicateNode(node.id) },
    { label: node.muted ? 'Switch on' : 'Switch off', icon: node.muted ? <Eye size={14} /> : <EyeOff size={14} />, run: () => switchOff(node.id) },
    { separator: true },
    { label: 'Remove', icon: <Trash2 size={14} />, keys: 'Del', danger: true, run: () => removeNode(node.id) },
  ]
  return (
    <Menu
      align="end" items={items}
      trigger={<button type="button" className="ib sm row-menu" aria-label={isGroup ? 'Group actions' : 'Rule actions'}><Ellipsis size={15} /></button>}
    />
  )
}
