import type { ReactNode } from 'react'

/** The bar on top of a screen: what it is on the left, what can be done on the right. */
export function ScreenBar({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <header className="campaign-bar">
      {title}
      <span className="sp" />
      {children}
    </header>
  )
}
