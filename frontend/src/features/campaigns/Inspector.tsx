import { ArrowDown, ArrowUp, Copy, ImagePlus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { bridge, sentenceOf } from '../../bridge/client'
import { useComposer, useDocument, useDocumentEdit } from './composerContext'
import { type Align, type Block, type MailDocument, type Section, blockOf, kindNames } from './document'
import { changeBlock, changeSection, removeSection } from './edits'
import { ColourField, NumberField, TextField } from './propertyFields'
import { SelectField } from './SelectField'
import { useBlockCommands } from './useBlockKeys'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'

/** Properties of what is selected: a block, a row, or the whole mail. */
export function Inspector() {
  const { selected } = useComposer()
  const doc = useDocument()
  const block = selected === undefined ? undefined : blockOf(doc, selected)
  const section = doc.sections.find((s) => s.id === selected)
  return (
    <section className="pane-part" aria-label="Selection">
      <h2>{block ? kindNames[block.kind] : section ? 'Row' : 'Mail'}</h2>
      {block ? <BlockProperties key={block.id} block={block} doc={doc} /> : section ? <RowProperties key={section.id} section={section} /> : <MailProperties doc={doc} />}
    </section>
  )
}

type SetBlock = (step: string, change: Partial<Block>) => void

function BlockProperties({ block, doc }: { block: Block; doc: MailDocument }) {
  const edit = useDocumentEdit()
  const { nudge, duplicate, remove } = useBlockCommands()
  const set: SetBlock = (step, change) => edit(step, (d) => changeBlock(d, block.id, change), `${block.id}/${Object.keys(change).join()}`)
  return (
    <div className="properties">
      {block.kind === 'picture' && <PictureProperties block={block} set={set} />}
      {block.kind === 'button' && <TextField label="Label" value={block.html ?? ''} onChange={(html) => set('Changed the label', { html })} />}
      {(block.kind === 'button' || block.kind === 'picture') && <TextField label="Link" value={block.href ?? ''} placeholder="https://" onChange={(href) => set('Changed the link', { href: href || undefined })} />}
      {hasWords(block) && (
        <div className="pair">
          <NumberField label="Size" value={block.size} inherited={doc.theme.size} min={8} max={96} onChange={(size) => set('Changed the text size', { size })} />
          <NumberField label="Line height" value={block.lineHeight} inherited={doc.theme.line} min={1} max={3} step={0.05} onChange={(lineHeight) => set('Changed the line height', { lineHeight })} />
        </div>
      )}
      {block.kind !== 'space' && block.kind !== 'line' && <AlignField block={block} set={set} />}
      {block.kind === 'space' && <NumberField label="Height" value={block.height} inherited={24} min={1} max={400} onChange={(height) => set('Changed the height', { height })} />}
      <Colours block={block} doc={doc} set={set} />
      {(block.kind === 'button' || block.kind === 'picture') && <NumberField label="Corner radius" value={block.radius} inherited={0} min={0} max={60} onChange={(radius) => set('Changed the corners', { radius })} />}
      {block.kind === 'button' && <TextField label="Padding inside" value={block.innerPadding ?? ''} placeholder="12px 26px" onChange={(v) => set('Changed the padding', { innerPadding: v || undefined })} lazy={isPadding} />}
      {block.kind !== 'space' && <TextField label="Padding around" value={block.padding ?? ''} placeholder="10px 25px" onChange={(v) => set('Changed the padding', { padding: v || undefined })} lazy={isPadding} />}
      <div className="block-actions">
        <button type="button" className="ib" aria-label="Move up" title="Move up (Alt+↑)" onClick={() => nudge(block.id, -1)}><ArrowUp size={15} /></button>
        <button type="button" className="ib" aria-label="Move down" title="Move down (Alt+↓)" onClick={() => nudge(block.id, 1)}><ArrowDown size={15} /></button>
        <button type="button" className="ib" aria-label="Copy block" title="Copy (Ctrl+D)" onClick={() => duplicate(block.id)}><Copy size={15} /></button>
        <span className="sp" />
        <Button tone="danger" onClick={() => remove(block.id)}><Trash2 size={13} aria-hidden /> Remove</Button>
      </div>
    </div>
  )
}

const hasWords = (block: Block) => block.kind === 'heading' || block.kind === 'text' || block.kind === 'button' || block.kind === 'footer'

/** One to four lengths, or nothing: anything else would make the mail unreadable for the renderer. */
const isPadding = (value: string) => value === '' || /^\d{1,3}(px)?( \d{1,3}(px)?){0,3}$/.test(value.trim())

function AlignField({ block, set }: { block: Block; set: SetBlock }) {
  const usual: Align = block.kind === 'heading' || block.kind === 'text' ? 'left' : 'center'
  return (
    <div className="field">
      <span className="field-label">Align</span>
      <div className="segmented block" role="group" aria-label="Align">
        {(['left', 'center', 'right'] as const).map((align) => {
          const on = (block.align ?? usual) === align
          return (
            <button key={align} type="button" aria-pressed={on} data-pressed={on || undefined} onClick={() => set('Aligned a block', { align })}>
              {align === 'left' ? 'Left' : align === 'center' ? 'Center' : 'Right'}
            </button>
          )
        })}
      </div>
    </div>
  )
}

function Colours({ block, doc, set }: { block: Block; doc: MailDocument; set: SetBlock }) {
  if (block.kind === 'space') return null
  if (block.kind === 'line') return <ColourField label="Colour" value={block.border} inherited="#d8d1c3" onChange={(border) => set('Changed the colour', { border })} />
  return (
    <div className="pair">
      {hasWords(block) && <ColourField label="Text colour" value={block.color} inherited={block.kind === 'button' ? '#ffffff' : doc.theme.ink} onChange={(color) => set('Changed the text colour', { color })} />}
      <ColourField label="Background" value={block.background} inherited={block.kind === 'button' ? '#0a6762' : doc.theme.surface} onChange={(background) => set('Changed the background', { background })} />
    </div>
  )
}

function PictureProperties({ block, set }: { block: Block; set: SetBlock }) {
  const [error, setError] = useState('')
  const choose = async () => {
    setError('')
    try {
      const picture = await bridge.campaigns.addPicture('')
      if (picture.src !== '') set('Chose a picture', { src: picture.src, ...(picture.width > 0 && picture.width < 550 ? { width: picture.width } : { width: undefined }) })
    } catch (reason) {
      setError(sentenceOf(reason))
    }
  }
  return (
    <>
      <Button onClick={() => void choose()}><ImagePlus size={14} aria-hidden /> {block.src ? 'Choose another picture' : 'Choose a picture'}</Button>
      {error && <Notice tone="bad">{error}</Notice>}
      <TextField label="Address of the picture" value={block.src ?? ''} placeholder="https://" onChange={(src) => set('Changed the picture', { src })} />
      <TextField label="Description for people who cannot see it" value={block.alt ?? ''} placeholder="What the picture shows" onChange={(alt) => set('Described a picture', { alt })} />
      <NumberField label="Width" value={block.width} inherited={0} min={0} max={1200} onChange={(width) => set('Changed the width', { width: width || undefined })} hint="0 fills the column" />
    </>
  )
}

function RowProperties({ section }: { section: Section }) {
  const { select } = useComposer()
  const edit = useDocumentEdit()
  const set = (step: string, change: Partial<Section>) => edit(step, (d) => changeSection(d, section.id, change), `${section.id}/${Object.keys(change).join()}`)
  const remove = () => {
    edit('Removed a row', (d) => removeSection(d, section.id))
    select(undefined)
  }
  return (
    <div className="properties">
      <ColourField label="Background" value={section.background} inherited="#ffffff" onChange={(background) => set('Changed the row colour', { background })} />
      <TextField label="Padding around" value={section.padding ?? ''} placeholder="8px 0" onChange={(v) => set('Changed the row padding', { padding: v || undefined })} lazy={isPadding} />
      <div className="block-actions">
        <span className="sp" />
        <Button tone="danger" onClick={remove}><Trash2 size={13} aria-hidden /> Remove row</Button>
      </div>
    </div>
  )
}

const fonts: [string, string][] = [
  ["Georgia, 'Times New Roman', serif", 'Georgia'],
  ['Helvetica, Arial, sans-serif', 'Helvetica'],
  ["'Trebuchet MS', Tahoma, sans-serif", 'Trebuchet'],
  ['Verdana, Geneva, sans-serif', 'Verdana'],
]

function MailProperties({ doc }: { doc: MailDocument }) {
  const edit = useDocumentEdit()
  const theme = doc.theme
  const set = (step: string, change: Partial<MailDocument['theme']>) => edit(step, (d) => ({ ...d, theme: { ...d.theme, ...change } }), `theme/${Object.keys(change).join()}`)
  return (
    <div className="properties">
      <p className="hint">Select a block to change it. Double-click a text to write in place.</p>
      <SelectField label="Font" value={theme.font} onChange={(value) => set('Changed the font', { font: value })}>
          {!fonts.some(([value]) => value === theme.font) && <option value={theme.font}>{theme.font.split(',')[0]}</option>}
          {fonts.map(([value, name]) => <option key={value} value={value}>{name}</option>)}
        </SelectField>
      <div className="pair">
        <NumberField label="Text size" value={theme.size} inherited={16} min={8} max={40} onChange={(size) => set('Changed the text size', { size: size ?? 16 })} />
        <NumberField label="Line height" value={theme.line} inherited={1.5} min={1} max={3} step={0.05} onChange={(line) => set('Changed the line height', { line: line ?? 1.5 })} />
      </div>
      <div className="pair">
        <ColourField label="Text colour" value={theme.ink} inherited="#222222" onChange={(ink) => set('Changed the text colour', { ink: ink ?? '#222222' })} />
        <ColourField label="Link colour" value={theme.link} inherited="#0a6762" onChange={(link) => set('Changed the link colour', { link: link ?? '#0a6762' })} />
      </div>
      <div className="pair">
        <ColourField label="Background" value={theme.background} inherited="#ffffff" onChange={(background) => set('Changed the background', { background: background ?? '#ffffff' })} />
        <ColourField label="Rows" value={theme.surface} inherited="#ffffff" onChange={(surface) => set('Changed the row colour', { surface: surface ?? '#ffffff' })} />
      </div>
    </div>
  )
}
