import type { ReactNode } from 'react'
import './Panes.css'

export interface PanesProps {
  /** What I can use. */
  left?: ReactNode
  leftLabel?: string
  /** What I am making. */
  children: ReactNode
  /** What it means. */
  right?: ReactNode
  rightLabel?: string
  className?: string
}

/** The one grammar of every screen: ingredients, the thing, consequences. */
export function Panes({ left, leftLabel, children, right, rightLabel, className }: PanesProps) {
  return (
    <div className={`panes ${left ? 'panes-with-left' : ''} ${right ? 'panes-with-right' : ''} ${className ?? ''}`}>
      {left && (
        <aside className="pane pane-left" aria-label={leftLabel}>
          {left}
        </aside>
      )}
      <main className="pane-work scrolls" id="work" tabIndex={-1}>
        {children}
      </main>
      {right && (
        <aside className="pane pane-right scrolls" aria-label={rightLabel}>
          {right}
        </aside>
      )}
    </div>
  )
}
