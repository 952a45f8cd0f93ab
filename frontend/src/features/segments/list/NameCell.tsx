import { TriangleAlert } from 'lucide-react'
import { useRef, useState } from 'react'
import { routes } from '../../../app/routes'
import { t } from '../../../i18n/segments'
import type { Line } from './order'

interface Props {
  line: Line
  renaming: boolean
  /** The new name, or undefined when it stays. */
  onRenamed(name: string | undefined): void
}

/** A segment's name with its sentence under it; the name can be written anew in place. */
export function NameCell({ line, renaming, onRenamed }: Props) {
  return (
    <>
      {renaming ? <NameField line={line} onRenamed={onRenamed} /> : <a className="segment-name" tabIndex={-1} href={`#${routes.segment(line.id)}`}>{line.name}</a>}
      <span className="segment-sentence">{line.sentence}</span>
      {line.trouble && <span className="segment-trouble"><TriangleAlert size={13} aria-hidden /> {line.trouble}</span>}
    </>
  )
}

function NameField({ line, onRenamed }: Omit<Props, 'renaming'>) {
  const [name, setName] = useState(line.name)
  const over = useRef(false)
  const finish = (next: string | undefined) => {
    if (over.current) return
    over.current = true
    onRenamed(next && next !== line.name ? next : undefined)
  }
  return (
    <input
      className="segment-rename"
      aria-label={t.renameLabel(line.name)}
      value={name}
      maxLength={120}
      autoFocus
      onFocus={(e) => e.target.select()}
      onChange={(e) => setName(e.target.value)}
      onBlur={() => finish(name.trim())}
      onKeyDown={(e) => {
        e.stopPropagation()
        if (e.key === 'Enter') finish(name.trim())
        if (e.key === 'Escape') finish(undefined)
      }}
      onDoubleClick={(e) => e.stopPropagation()}
    />
  )
}
