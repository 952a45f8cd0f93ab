/**
 * Personal fields between how a mail stores them, as Liquid such as
 * {{ contact.first_name | default: "friend" }}, and how editors show them.
 */

const fieldPattern = /\{\{[\s\S]*?\}\}/g

/** A piece of a one-line text: plain words or one field. */
export type Piece = { text: string } | { liquid: string }

export function splitFields(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const match of text.matchAll(fieldPattern)) {
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) })
    pieces.push({ liquid: match[0] })
    from = match.index + match[0].length
  }
  if (from < text.length) pieces.push({ text: text.slice(from) })
  return pieces
}

/** The key of the field, "first_name" of {{ contact.first_name | ... }}; "" when it is not a plain field. */
export function fieldKey(liquid: string): string {
  return /^\{\{-?\s*(?:contact\.)?([A-Za-z_]\w*)\s*(?:\||-?\}\})/.exec(liquid)?.[1] ?? ''
}

/** What readers without a value see, or undefined when nothing was chosen. */
export function fallbackOf(liquid: string): string | undefined {
  const match = /\|\s*default:\s*(?:"([^"]*)"|'([^']*)')/.exec(liquid)
  return match ? (match[1] ?? match[2]) : undefined
}

/** The Liquid of a contact field. An empty fallback is left out. */
export function fieldLiquid(key: string, fallback: string): string {
  return fallback === '' ? `{{ contact.${key} }}` : `{{ contact.${key} | default: ${quoted(fallback)} }}`
}

/** The same field with another fallback; an empty one takes it away. Other filters stay. */
export function withFallback(liquid: string, fallback: string): string {
  const bare = liquid.replace(/\s*\|\s*default:\s*(?:"[^"]*"|'[^']*')/, '')
  if (fallback === '') return bare
  return bare.replace(/\s*-?\}\}$/, (end) => ` | default: ${quoted(fallback)} ${end.trim()}`)
}

/** Adds a fallback to each field of a text that has none. fallbackFor gives it by key. */
export function addFallbacks(text: string, fallbackFor: (key: string) => string): string {
  return text.replace(fieldPattern, (liquid) => {
    const key = fieldKey(liquid)
    const personal = /^\{\{-?\s*contact\./.test(liquid)
    return key === '' || !personal || fallbackOf(liquid) !== undefined ? liquid : withFallback(liquid, fallbackFor(key))
  })
}

/** Takes out the fields of a text for which gone is true. */
export function removeFields(text: string, gone: (liquid: string) => boolean): string {
  return text.replace(fieldPattern, (liquid) => (gone(liquid) ? '' : liquid))
}

function quoted(text: string): string {
  const plain = text.replace(/[{}]/g, '')
  return plain.includes('"') ? `'${plain.replaceAll("'", '’')}'` : `"${plain}"`
}

/** Inline HTML of a block as an editor reads it: every field in its text becomes <span data-liquid>. */
export function htmlWithChips(html: string): string {
  return splitTags(html)
    .map((part) =>
      part.tag
        ? part.source.replace(fieldPattern, (liquid) => liquid.replaceAll('"', '&quot;'))
        : splitFields(part.source)
            .map((p) => ('text' in p ? p.text : `<span data-liquid="${escapeAttribute(p.liquid)}"></span>`))
            .join(''),
    )
    .join('')
}

interface Part {
  tag: boolean
  source: string
}

/** Cuts HTML into tags and text. A sign inside a field never begins or ends a tag. */
function splitTags(html: string): Part[] {
  const parts: Part[] = []
  let current: Part = { tag: false, source: '' }
  for (const piece of splitFields(html)) {
    if ('liquid' in piece) {
      current.source += piece.liquid
      continue
    }
    for (const sign of piece.text) {
      if (sign === '<' && !current.tag) {
        parts.push(current)
        current = { tag: true, source: sign }
      } else if (sign === '>' && current.tag) {
        parts.push({ tag: true, source: current.source + sign })
        current = { tag: false, source: '' }
      } else current.source += sign
    }
  }
  return [...parts, current].filter((part) => part.source !== '')
}

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;')
}

/** Words of inline HTML without tags, fields by name: for outlines and labels. */
export function plainWords(html: string, labelOf: (key: string) => string): string {
  const text = html.replace(fieldPattern, (liquid) => escapeText(labelOf(fieldKey(liquid)) || liquid)).replace(/<br\s*\/?>/g, ' ').replace(/<[^>]*>/g, '')
  return text
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim()
}

/** "top_category" as words, for a field nobody named. */
export function wordsOfKey(key: string): string {
  const words = key.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
