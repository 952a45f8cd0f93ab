import type { Draft } from './draftStore'
import { type Block, allBlocks, blockOf, newBlock, sectionOf } from './document'
import { changeBlock, insertBlock, removeBlock } from './edits'
import { addFallbacks, fieldKey, removeFields } from './liquid'
import type { CheckView, PersonalField } from '../../bridge/client'

/** One press that repairs what a check found. */
export interface Fix {
  /** Name of the step in the history. */
  step: string
  apply(draft: Draft): Draft
}

const smallestText = 13

/** The repair of a finding, or undefined when a person has to decide. */
export function fixFor(check: CheckView, fields: PersonalField[]): Fix | undefined {
  if (check.fix === '') return undefined
  const at = check.blockId
  switch (check.code) {
    case 'footer_missing':
    case 'postal_missing':
      return { step: 'Added a footer', apply: addFooter }
    case 'text_empty':
    case 'picture_missing':
      return { step: 'Removed an empty block', apply: (d) => ({ ...d, document: removeBlock(d.document, at) }) }
    case 'link_not_https':
      return { step: 'Made a link secure', apply: (d) => changeTexts(d, at, (text) => text.replace(/(^|href=")http:\/\//gi, '$1https://')) }
    case 'text_small':
      return { step: 'Made text larger', apply: (d) => ({ ...d, document: changeBlock(d.document, at, { size: smallestText }) }) }
    case 'field_without_fallback':
      return { step: 'Added a fallback', apply: (d) => changeTexts(d, at, (text) => addFallbacks(text, (key) => fallbackWord(check, fields, key))) }
    case 'field_broken':
      return { step: 'Removed a broken field', apply: (d) => changeTexts(d, at, removeBroken) }
    case 'field_unknown':
      return { step: 'Removed an unknown field', apply: (d) => changeTexts(d, at, (text) => removeFields(text, (liquid) => isUnknown(liquid, fields))) }
    default:
      return undefined
  }
}

/** The field's own fallback, else the word that the finding offers. */
function fallbackWord(check: CheckView, fields: PersonalField[], key: string): string {
  return fields.find((field) => field.key === key)?.fallback || /"([^"]+)"/.exec(check.fix)?.[1] || 'there'
}

function addFooter(draft: Draft): Draft {
  const doc = draft.document
  if (allBlocks(doc).some((block) => block.kind === 'footer')) return repairFooter(draft)
  return { ...draft, document: insertBlock(doc, newBlock(doc, 'footer'), { row: doc.sections.length }) }
}

/** A footer whose words were rewritten without the parts it must have gets those added, and keeps its words. */
function repairFooter(draft: Draft): Draft {
  const footer = allBlocks(draft.document).find((block) => block.kind === 'footer')!
  const words = footer.html ?? ''
  const missing = words === '' ? [] : footerParts.filter((part) => !words.includes(part.field)).map((part) => part.html)
  return { ...draft, document: changeBlock(draft.document, footer.id, { html: [words, ...missing].join('<br>') }) }
}

/** What the law asks of every footer. */
const footerParts = [
  { field: 'postal_address', html: '{{ postal_address }}' },
  { field: 'unsubscribe_url', html: '<a href="{{ unsubscribe_url }}">Unsubscribe</a>' },
]

function changeTexts(draft: Draft, at: string, change: (text: string) => string): Draft {
  if (at === 'subject') return { ...draft, subject: change(draft.subject) }
  if (at === 'preheader') return { ...draft, preheader: change(draft.preheader) }
  const block = blockOf(draft.document, at)
  if (!block) return draft
  const next: Partial<Block> = {}
  for (const key of ['html', 'href', 'alt'] as const) if (block[key]) next[key] = change(block[key])
  return { ...draft, document: changeBlock(draft.document, at, next) }
}

const filters = 'default|capitalize|upcase|downcase|strip|lstrip|rstrip|truncate|append|prepend|replace|remove|escape|plus|minus|times|divided_by|round|number|money|date'
const argument = `(?:"[^"]*"|'[^']*'|-?[\\d.]+)`
const wellFormed = new RegExp(`^\\{\\{\\s*(?:contact\\.)?[A-Za-z_]\\w*(?:\\s*\\|\\s*(?:${filters})(?:\\s*:\\s*${argument}(?:\\s*,\\s*${argument})*)?)*\\s*\\}\\}$`)

function removeBroken(text: string): string {
  return removeFields(text, (liquid) => !wellFormed.test(liquid))
    .replace(/\{%[\s\S]*?%\}/g, '')
    .replace(/\{\{(?![\s\S]*\}\})[^<]*/, '')
}

const mailFields = ['unsubscribe_url', 'postal_address', 'sender_name']

function isUnknown(liquid: string, fields: PersonalField[]): boolean {
  const key = fieldKey(liquid)
  return /^\{\{-?\s*contact\./.test(liquid) ? !fields.some((field) => field.key === key) : !mailFields.includes(key)
}

/** What a finding is about, for the selection: a block that exists, or undefined. */
export function selectionOf(check: CheckView, draft: Draft): string | undefined {
  return sectionOf(draft.document, check.blockId) ? check.blockId : undefined
}
