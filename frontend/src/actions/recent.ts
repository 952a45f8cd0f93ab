/** What was done by the palette lately, so that it comes first. */

const key = 'kvnmail.palette'
const kept = 8

export function recentlyUsed(): string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string') : []
  } catch {
    return []
  }
}

export function usedNow(id: string): void {
  try {
    localStorage.setItem(key, JSON.stringify([id, ...recentlyUsed().filter((other) => other !== id)].slice(0, kept)))
  } catch {
    // not remembered
  }
}
