import { expect, it } from 'vitest'

const sheets = import.meta.glob<string>('../**/*.css', { query: '?raw', import: 'default', eager: true })

/** Features are loaded one by one and stay, so a class two of them style breaks one only after visiting the other. */
const roomOf = (path: string) => /features\/([^/]+)/.exec(path)?.[1] ?? 'shared'

it('styles no class from two rooms', () => {
  const rooms = new Map<string, Set<string>>()
  for (const [path, css] of Object.entries(sheets)) {
    for (const [, selectors] of css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]+)\{/g)) {
      for (const selector of selectors!.split(',')) {
        const first = /^\s*\.([\w-]+)/.exec(selector)?.[1]
        if (first) rooms.set(first, (rooms.get(first) ?? new Set()).add(roomOf(path)))
      }
    }
  }
  expect(rooms.size).toBeGreaterThan(100)
  expect([...rooms].filter(([, by]) => by.size > 1 && !by.has('shared')).map(([name, by]) => `.${name}: ${[...by].join(', ')}`)).toEqual([])
})
