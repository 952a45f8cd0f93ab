import { create } from 'zustand'

export type Theme = 'light' | 'dark'

const key = 'kvnmail.theme'

function remembered(): Theme | undefined {
  try {
    const value = localStorage.getItem(key)
    return value === 'light' || value === 'dark' ? value : undefined
  } catch {
    return undefined // storage is switched off: the system decides each time
  }
}

function systemTheme(): Theme {
  return window.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

export const useTheme = create<{ theme: Theme }>(() => ({ theme: 'light' }))

function show(theme: Theme) {
  document.documentElement.dataset.theme = theme
  useTheme.setState({ theme })
}

/** Shows the theme chosen last, or the system's. Called before the first drawing. */
export function startTheme() {
  show(remembered() ?? systemTheme())
}

export function toggleTheme() {
  const theme = useTheme.getState().theme === 'dark' ? 'light' : 'dark'
  show(theme)
  try {
    localStorage.setItem(key, theme)
  } catch {
    // not remembered, still shown
  }
}
