import type { ReactNode } from 'react'
import './feedback.css'

/** A state in one or two words. */
export function Pill({ kind, children }: { kind?: 'accent' | 'warn' | 'bad'; children: ReactNode }) {
  return <span className={`pill ${kind ? `pill-${kind}` : ''}`}>{children}</span>
}
