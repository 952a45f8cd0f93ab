import type { JSONContent } from '@tiptap/core'
import { escapeAttribute, escapeText, splitFields } from './liquid'

/** What an editor holds, written as the limited inline HTML that blocks store. */
export function inlineHTML(content: JSONContent): string {
  return (content.content ?? []).map((paragraph) => runHTML(paragraph.content ?? [], 0)).join('<br>')
}

/** Writes neighbours that share their outer mark inside one tag. */
function runHTML(nodes: JSONContent[], depth: number): string {
  let out = ''
  for (let from = 0; from < nodes.length; ) {
    const mark = nodes[from]!.marks?.[depth]
    if (!mark) {
      out += nodeHTML(nodes[from++]!)
      continue
    }
    let to = from + 1
    while (to < nodes.length && sameMark(nodes[to]!.marks?.[depth], mark)) to++
    out += markHTML(mark, runHTML(nodes.slice(from, to), depth + 1))
    from = to
  }
  return out
}

type MarkJSON = NonNullable<JSONContent['marks']>[number]

function sameMark(a: MarkJSON | undefined, b: MarkJSON): boolean {
  return a !== undefined && a.type === b.type && JSON.stringify(a.attrs ?? {}) === JSON.stringify(b.attrs ?? {})
}

function nodeHTML(node: JSONContent): string {
  switch (node.type) {
    case 'field':
      return String(node.attrs?.liquid ?? '')
    case 'hardBreak':
      return '<br>'
    default:
      return textHTML(node.text ?? '')
  }
}

/** Typed braces stay Liquid; everything else is escaped. */
function textHTML(text: string): string {
  return splitFields(text)
    .map((piece) => ('text' in piece ? escapeText(piece.text) : piece.liquid))
    .join('')
}

function markHTML(mark: MarkJSON, inner: string): string {
  switch (mark.type) {
    case 'bold':
      return `<b>${inner}</b>`
    case 'italic':
      return `<i>${inner}</i>`
    case 'underline':
      return `<u>${inner}</u>`
    case 'colour':
      return `<span style="color:${escapeAttribute(String(mark.attrs?.colour ?? ''))}">${inner}</span>`
    case 'link':
      return `<a href="${hrefHTML(String(mark.attrs?.href ?? ''))}">${inner}</a>`
    default:
      return inner
  }
}

function hrefHTML(href: string): string {
  return splitFields(href)
    .map((piece) => ('text' in piece ? escapeAttribute(piece.text) : piece.liquid))
    .join('')
}

/** A subject or preview text as the content of a one-line editor. */
export function lineContent(text: string): JSONContent {
  const content = splitFields(text.replace(/\s*\n\s*/g, ' ')).map((piece): JSONContent =>
    'text' in piece ? { type: 'text', text: piece.text } : { type: 'field', attrs: { liquid: piece.liquid } },
  )
  return { type: 'doc', content: [{ type: 'paragraph', content }] }
}

/** The plain text with Liquid of a one-line editor. */
export function lineText(content: JSONContent): string {
  const nodes = content.content?.flatMap((paragraph) => paragraph.content ?? []) ?? []
  return nodes.map((node) => (node.type === 'field' ? String(node.attrs?.liquid ?? '') : (node.text ?? ''))).join('')
}
