import type { ReactNode } from 'react'

interface Props {
  icon?: ReactNode
  title: string
  children?: ReactNode
  actions?: ReactNode
}

/** EmptyState says why there is nothing here and what to do about it. */
export function EmptyState({ icon, title, children, actions }: Props) {
  return (
    <div className="empty">
      {icon && <span className="empty-icon" aria-hidden>{icon}</span>}
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {actions && <div className="empty-actions">{actions}</div>}
    </div>
  )
}
