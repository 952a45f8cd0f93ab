/** Finding what somebody means by a few letters. */

/**
 * How well words fit what was typed, 0 if they do not: every typed word has to
 * begin a word of the text, or (weaker) stand in it.
 */
export function fit(text: string, typed: string): number {
  const words = fold(typed).split(/\s+/).filter(Boolean)
  const folded = fold(text)
  let sum = 0
  for (const word of words) {
    const at = folded.indexOf(word)
    if (at < 0) return 0
    const begins = at === 0 || /[\s“"(:]/.test(folded[at - 1]!) || folded.includes(` ${word}`)
    sum += (begins ? 2 : 1) + (at === 0 ? 1 : 0)
  }
  return words.length === 0 ? 1 : sum / words.length + 1 / (1 + folded.length)
}

/** The best fitting first; equals keep their order. */
export function best<Item>(items: Item[], text: (item: Item) => string, typed: string, limit: number): Item[] {
  return items
    .map((item, place) => ({ item, place, score: fit(text(item), typed) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .slice(0, limit)
    .map(({ item }) => item)
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase().trim()
}
