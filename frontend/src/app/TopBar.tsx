import { ChevronRight } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { Link } from 'wouter'
import './TopBar.css'

export interface TopBarProps {
  /** The list this thing belongs to. */
  crumb?: { label: string; to: string }
  /** The name of the screen or thing, "" while it is not known; a node when it can be edited. */
  title: ReactNode
  /** State words after the title: pills, "Saved". */
  state?: ReactNode
  /** Undo, redo, secondary buttons, and the one primary button last. */
  actions?: ReactNode
}

/** Fills the frame's top bar from inside a screen. */
export function TopBar({ crumb, title, state, actions }: TopBarProps) {
  const [slot, setSlot] = useState<HTMLElement | null>(null)
  useEffect(() => setSlot(document.getElementById('top-bar')), [])
  const content = (
    <>
      {crumb && (
        <>
          <Link href={crumb.to} className="crumb">
            {crumb.label}
          </Link>
          {title !== '' && <ChevronRight size={14} className="crumb-arrow" aria-hidden />}
        </>
      )}
      {typeof title === 'string' ? title !== '' && <h1 className="top-bar-title">{title}</h1> : title}
      {state}
      <span className="sp" />
      {actions}
    </>
  )
  return slot && createPortal(content, slot)
}
