import { useRef } from 'react'
import { useComposer } from './composerContext'
import { useFrame } from './useFrame'

/** A rendered mail in a frame that runs nothing and grows with its content. */
export function MailFrame({ html, width, title }: { html: string; width: number; title: string }) {
  const { id } = useComposer()
  const frame = useRef<HTMLIFrameElement>(null)
  const { height } = useFrame(frame, html, width)
  return (
    <div className="sheet" style={{ width, height }}>
      <iframe ref={frame} title={title} src={`/preview/edit/${id}`} sandbox="allow-same-origin" tabIndex={-1} style={{ visibility: html === '' ? 'hidden' : undefined }} />
    </div>
  )
}
