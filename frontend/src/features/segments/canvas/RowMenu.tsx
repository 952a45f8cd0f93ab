import { Ellipsis } from 'lucide-react'
import type { ReactElement } from 'react'
import { t } from '../../../i18n/canvas'
import type { RuleNode } from '../../../rule'
import { ContextMenu, Menu } from '../../../ui/Menu'
import { rowItems } from './rowItems'

/** Everything that can be done with a rule or group. */
export function RowMenu({ node }: { node: RuleNode }) {
  const name = node.kind === 'group' ? t.groupActions : t.ruleActions
  return <Menu align="end" items={() => rowItems(node)} trigger={<button type="button" className="ib sm row-menu" aria-label={name}><Ellipsis size={15} /></button>} />
}

/** The same on the right mouse button, Shift+F10 and the menu key anywhere in the row. */
export function RowContext({ node, children }: { node: RuleNode; children: ReactElement }) {
  return <ContextMenu items={() => rowItems(node)}>{children}</ContextMenu>
}
