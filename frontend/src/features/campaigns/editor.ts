import { Editor, Mark, Node, mergeAttributes, type Extensions } from '@tiptap/core'
import Bold from '@tiptap/extension-bold'
import Document from '@tiptap/extension-document'
import HardBreak from '@tiptap/extension-hard-break'
import Italic from '@tiptap/extension-italic'
import Link from '@tiptap/extension-link'
import Paragraph from '@tiptap/extension-paragraph'
import Text from '@tiptap/extension-text'
import { UndoRedo } from './editorHistory'
import { fallbackOf, fieldKey, htmlWithChips, wordsOfKey } from './liquid'
import { inlineHTML, lineContent, lineText } from './richText'

/** Names a field for the user by its key. */
export type FieldLabel = (key: string) => string

/** A personal field: one unit, shown by name, never as braces. */
function fieldNode(labelOf: FieldLabel) {
  return Node.create({
    name: 'field',
    group: 'inline',
    inline: true,
    atom: true,
    addAttributes: () => ({
      liquid: {
        default: '',
        parseHTML: (element: HTMLElement) => element.dataset.liquid ?? '',
        renderHTML: (attributes: Record<string, unknown>) => ({ 'data-liquid': String(attributes.liquid) }),
      },
    }),
    parseHTML: () => [{ tag: 'span[data-liquid]', priority: 100 }],
    renderHTML: ({ node, HTMLAttributes }) => {
      const liquid = String(node.attrs.liquid)
      const fallback = fallbackOf(liquid)
      const title = fallback === undefined ? 'Nothing to fall back on' : `Otherwise: ${fallback}`
      const look = fallback === undefined && /contact\./.test(liquid) ? 'field-chip field-chip-bare' : 'field-chip'
      return ['span', mergeAttributes(HTMLAttributes, { class: look, title }), chipLabel(liquid, labelOf)]
    },
    renderText: ({ node }) => String(node.attrs.liquid),
  })
}

function chipLabel(liquid: string, labelOf: FieldLabel): string {
  const key = fieldKey(liquid)
  return key === '' ? liquid : labelOf(key) || wordsOfKey(key)
}

const Underline = Mark.create({
  name: 'underline',
  parseHTML: () => [{ tag: 'u' }],
  renderHTML: () => ['u', 0],
  addKeyboardShortcuts() {
    return { 'Mod-u': () => this.editor.commands.toggleMark('underline') }
  },
})

/** Coloured words keep their colour; the editor offers none of its own. */
const Colour = Mark.create({
  name: 'colour',
  addAttributes: () => ({ colour: { default: '' } }),
  parseHTML: () => [
    {
      tag: 'span[style]',
      getAttrs: (element: HTMLElement) => {
        const colour = /color:\s*([^;]+)/.exec(element.getAttribute('style') ?? '')?.[1]?.trim()
        return colour ? { colour } : false
      },
    },
  ],
  renderHTML: ({ mark }) => ['span', { style: `color:${String(mark.attrs.colour)}` }, 0],
})

const blockLink = Link.configure({ openOnClick: false, autolink: false, linkOnPaste: true, isAllowedUri: () => true, HTMLAttributes: { rel: null, target: null } })

interface Setup {
  element: HTMLElement
  label: string
  labelOf: FieldLabel
  onChange: (value: string) => void
  onFocus?: (editor: Editor) => void
}

/** A one-line editor of text with fields: subject and preview text. */
export function createLineEditor(setup: Setup, text: string): Editor {
  const editor = new Editor({
    element: setup.element,
    injectCSS: false,
    extensions: [Document.extend({ content: 'paragraph' }), Paragraph, Text, UndoRedo, fieldNode(setup.labelOf)],
    content: lineContent(text),
    editorProps: {
      attributes: { 'aria-label': setup.label, role: 'textbox', spellcheck: 'true' },
      handleKeyDown: (_view, event) => event.key === 'Enter',
    },
    onUpdate: () => setup.onChange(lineText(editor.getJSON())),
    onFocus: () => setup.onFocus?.(editor),
  })
  return editor
}

/** An editor of a block's inline HTML. */
export function createBlockEditor(setup: Setup, html: string): Editor {
  const extensions: Extensions = [Document, Paragraph, Text, Bold, Italic, Underline, Colour, HardBreak, blockLink, UndoRedo, fieldNode(setup.labelOf)]
  const editor = new Editor({
    element: setup.element,
    injectCSS: false,
    extensions,
    content: `<p>${htmlWithChips(html)}</p>`,
    editorProps: { attributes: { 'aria-label': setup.label, role: 'textbox', 'aria-multiline': 'true' } },
    onUpdate: () => setup.onChange(inlineHTML(editor.getJSON())),
    onFocus: () => setup.onFocus?.(editor),
  })
  // at once: the library's own way waits for a frame, and loses keys pressed until then
  editor.commands.setTextSelection(editor.state.doc.content.size)
  editor.view.focus()
  return editor
}

/** Puts a field where the caret is. */
export function insertField(editor: Editor, liquid: string): void {
  editor.chain().focus().insertContent({ type: 'field', attrs: { liquid } }).run()
}
