import type { Editor } from '@tiptap/core'
import { Bold, Italic, Link as LinkIcon, Underline } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useComposer, useDocument, useDocumentEdit, useFieldLabel } from './composerContext'
import { type Block, kindNames } from './document'
import { changeBlock } from './edits'
import { createBlockEditor } from './editor'
import type { Box } from './dropTarget'

const defaultPadding = '10px 25px'

/** Writing in place: an editor laid exactly over the block it changes. */
export function InlineEditor({ block, box }: { block: Block; box: Box }) {
  const { write, select, lastEditor } = useComposer()
  const doc = useDocument()
  const edit = useDocumentEdit()
  const labelOf = useFieldLabel()
  const element = useRef<HTMLDivElement>(null)
  const area = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<Editor>()
  const now = useRef({ edit, labelOf, write, select, block })
  useEffect(() => {
    now.current = { edit, labelOf, write, select, block }
  })

  useEffect(() => {
    const { id, kind, html } = now.current.block
    const made = createBlockEditor(
      {
        element: element.current!,
        label: kindNames[kind],
        labelOf: (key) => now.current.labelOf(key),
        onChange: (value) => now.current.edit('Edited text', (d) => changeBlock(d, id, { html: value }), `html-${id}`),
        onFocus: (focused) => (lastEditor.current = focused),
      },
      html ?? '',
    )
    lastEditor.current = made
    setEditor(made)
    return () => {
      if (lastEditor.current === made) lastEditor.current = undefined
      made.destroy()
    }
  }, [lastEditor])

  useEffect(() => {
    const outside = (e: PointerEvent) => {
      const target = e.target as HTMLElement
      if (!area.current?.contains(target) && !target.closest('.field-list, [role=dialog]')) now.current.write(undefined)
    }
    window.addEventListener('pointerdown', outside, true)
    return () => window.removeEventListener('pointerdown', outside, true)
  }, [])

  const leave = (e: React.KeyboardEvent) => {
    if (e.key !== 'Escape') return
    e.preventDefault()
    e.stopPropagation()
    write(undefined)
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-hit="${CSS.escape(block.id)}"]`)?.focus())
  }
  const theme = doc.theme
  const look = {
    left: box.x,
    top: box.y,
    width: box.width,
    minHeight: box.height,
    padding: block.padding || defaultPadding,
    fontFamily: theme.font,
    fontWeight: block.bold ? 700 : 400,
    fontSize: block.size ?? theme.size,
    lineHeight: block.lineHeight ?? theme.line,
    color: block.color ?? (block.kind === 'button' ? '#ffffff' : theme.ink),
    background: block.background ?? sectionBackground(doc, block.id),
    textAlign: block.align ?? (block.kind === 'button' || block.kind === 'footer' ? 'center' : 'left'),
  } as const
  return (
    <div ref={area} onKeyDown={leave}>
      {editor && <FormatBar editor={editor} top={box.y} left={box.x} links={block.kind !== 'button'} />}
      <div ref={element} className="inline-editor" style={look} />
    </div>
  )
}

function sectionBackground(doc: ReturnType<typeof useDocument>, id: string): string {
  const section = doc.sections.find((s) => s.columns.some((c) => c.blocks.some((b) => b.id === id)))
  return section?.background || doc.theme.surface
}

function FormatBar({ editor, top, left, links }: { editor: Editor; top: number; left: number; links: boolean }) {
  const [link, setLink] = useState<string>()
  const [, draw] = useState(0)
  useEffect(() => {
    const again = () => draw((n) => n + 1)
    editor.on('transaction', again)
    return () => void editor.off('transaction', again)
  }, [editor])
  const toggle = (mark: string) => () => void editor.chain().focus().toggleMark(mark).run()
  const setHref = () => {
    const chain = editor.chain().focus().extendMarkRange('link')
    if (link?.trim()) chain.setMark('link', { href: link.trim() }).run()
    else chain.unsetMark('link').run()
    setLink(undefined)
  }
  const key = (e: React.KeyboardEvent) => {
    if (e.key === 'Enter') return setHref()
    if (e.key !== 'Escape') return
    e.stopPropagation()
    setLink(undefined)
    editor.commands.focus()
  }
  return (
    <div className="format-bar" role="toolbar" aria-label="Text style" style={{ top: top - 38, left }}>
      <Mark label="Bold" on={editor.isActive('bold')} onPress={toggle('bold')}><Bold size={14} /></Mark>
      <Mark label="Italic" on={editor.isActive('italic')} onPress={toggle('italic')}><Italic size={14} /></Mark>
      <Mark label="Underline" on={editor.isActive('underline')} onPress={toggle('underline')}><Underline size={14} /></Mark>
      {links && <Mark label="Link" on={editor.isActive('link')} onPress={() => setLink(String(editor.getAttributes('link').href ?? 'https://'))}><LinkIcon size={14} /></Mark>}
      {link !== undefined && <input className="input" aria-label="Link address" autoFocus value={link} onChange={(e) => setLink(e.target.value)} onKeyDown={key} onBlur={() => setLink(undefined)} />}
    </div>
  )
}

function Mark({ label, on, onPress, children }: { label: string; on: boolean; onPress(): void; children: React.ReactNode }) {
  return (
    <button type="button" className="ib sm" aria-label={label} title={label} aria-pressed={on} onMouseDown={(e) => e.preventDefault()} onClick={onPress}>
      {children}
    </button>
  )
}
