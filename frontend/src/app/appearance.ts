/** How the interface looks on this computer: theme, size of text, density. Remembered between starts. */
import { create } from 'zustand'

export type Theme = 'light' | 'dark'
export type ThemeChoice = Theme | 'system'
export type Density = 'comfortable' | 'compact'

/** Sizes of text in percent of the usual. */
export const textSizes = [90, 100, 115, 130, 150, 175, 200]

export interface Appearance {
  choice: ThemeChoice
  /** What choice comes to now. */
  theme: Theme
  textSize: number
  density: Density
}

const key = 'kvnmail.appearance'
const usual: Appearance = { choice: 'system', theme: 'light', textSize: 100, density: 'comfortable' }

export const useAppearance = create<Appearance>(() => usual)

/** Shows what was chosen last. Called before the first drawing. */
export function startAppearance(): void {
  show({ ...usual, ...remembered() })
  window.matchMedia?.('(prefers-color-scheme: dark)').addEventListener?.('change', () => show(useAppearance.getState()))
}

export function choose(change: Partial<Pick<Appearance, 'choice' | 'textSize' | 'density'>>): void {
  show({ ...useAppearance.getState(), ...change })
  const { choice, textSize, density } = useAppearance.getState()
  try {
    localStorage.setItem(key, JSON.stringify({ choice, textSize, density }))
  } catch {
    // not remembered, still shown
  }
}

export function toggleTheme(): void {
  choose({ choice: useAppearance.getState().theme === 'dark' ? 'light' : 'dark' })
}

/** The next larger (by 1) or smaller (by -1) size of text. */
export function stepTextSize(by: 1 | -1): void {
  const at = textSizes.indexOf(useAppearance.getState().textSize)
  choose({ textSize: textSizes[Math.max(0, Math.min(textSizes.length - 1, at + by))] })
}

function show(next: Appearance): void {
  const theme = next.choice === 'system' ? systemTheme() : next.choice
  const { style, dataset } = document.documentElement
  dataset.theme = theme
  dataset.density = next.density
  style.fontSize = next.textSize === 100 ? '' : `${next.textSize}%` // everything is measured in rem
  style.setProperty('--icons', String(next.textSize / 100)) // but pictures, which come in pixels
  useAppearance.setState({ ...next, theme })
}

function systemTheme(): Theme {
  return window.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

/** What is stored, without what this version does not know. */
function remembered(): Partial<Appearance> {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Appearance>
    return {
      ...(['light', 'dark', 'system'].includes(stored.choice ?? '') && { choice: stored.choice }),
      ...(textSizes.includes(stored.textSize ?? 0) && { textSize: stored.textSize }),
      ...(['comfortable', 'compact'].includes(stored.density ?? '') && { density: stored.density }),
    }
  } catch {
    return {} // storage is switched off or damaged: the system decides each time
  }
}
