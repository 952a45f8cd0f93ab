import { beforeEach, expect, it } from 'vitest'
import { choose, startAppearance, stepTextSize, toggleTheme, useAppearance } from './appearance'

beforeEach(() => {
  localStorage.clear()
  startAppearance()
})

it('shows and remembers what was chosen', () => {
  choose({ choice: 'dark', textSize: 150, density: 'compact' })
  startAppearance()
  expect(useAppearance.getState()).toMatchObject({ theme: 'dark', textSize: 150, density: 'compact' })
  expect(document.documentElement.dataset.theme).toBe('dark')
  expect(document.documentElement.style.fontSize).toBe('150%')
})

it('goes step by step through the sizes and stops at both ends', () => {
  for (let i = 0; i < 20; i++) stepTextSize(1)
  expect(useAppearance.getState().textSize).toBe(200)
  for (let i = 0; i < 20; i++) stepTextSize(-1)
  expect(useAppearance.getState().textSize).toBe(90)
})

it('turns light into dark and back, and takes nothing from a damaged memory', () => {
  choose({ choice: 'light' })
  toggleTheme()
  expect(useAppearance.getState().theme).toBe('dark')
  localStorage.setItem('kvnmail.appearance', '{"choice":"pink","textSize":7}')
  startAppearance()
  expect(useAppearance.getState()).toMatchObject({ choice: 'system', textSize: 100 })
})
