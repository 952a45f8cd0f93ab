import type { ReactNode } from 'react'
import './feedback.css'

/** The tinted square behind a trait's icon; category gives its hue. */
export function Tile({ category, children }: { category?: string; children: ReactNode }) {
  return (
    <span className="tile" data-category={category} aria-hidden>
      {children}
    </span>
  )
}
