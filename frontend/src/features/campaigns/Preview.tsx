import { ChevronLeft, ChevronRight, Eye } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { bridge, type PersonRow } from '../../bridge/client'
import { useComposer, useDraft } from './composerContext'
import { MailFrame } from './MailFrame'
import { useLoad } from '../../app/useLoad'

const pageSize = 50

/** Whom the mail is previewed as: one of the audience, chosen in a list or by walking. */
export function usePreviewPerson(): { chosen: PersonRow | undefined; chooser(onChoose: () => void): ReactNode } {
  const { id, store } = useComposer()
  const segmentId = useDraft((s) => s.draft.segmentId)
  const [at, setAt] = useState(0)
  const page = Math.floor(at / pageSize)
  const readers = useLoad(async () => {
    await store.getState().flush()
    return bridge.campaigns.readers(id, '', page * pageSize, pageSize)
  }, `${segmentId}/${page}`)
  const total = readers.value?.total ?? 0
  const rows = readers.value?.people ?? []
  const chosen = rows[Math.min(at % pageSize, Math.max(0, rows.length - 1))]
  const chooser = (onChoose: () => void) => {
    const go = (to: number) => {
      setAt(Math.max(0, Math.min(total - 1, to)))
      onChoose()
    }
    return (
      <div className="preview-as">
        <Eye size={13} aria-hidden />
        <span>as</span>
        <button type="button" className="ib sm" aria-label="Previous person" disabled={at <= 0} onClick={() => go(at - 1)}><ChevronLeft size={14} /></button>
        <select className="input" aria-label="Preview as" value={at} disabled={rows.length === 0} onChange={(e) => go(Number(e.target.value))}>
          {rows.length === 0 && <option value={at}>Nobody yet</option>}
          {rows.map((row, i) => (
            <option key={row.id} value={page * pageSize + i}>{row.name || row.email}</option>
          ))}
        </select>
        <button type="button" className="ib sm" aria-label="Next person" disabled={at >= total - 1} onClick={() => go(at + 1)}><ChevronRight size={14} /></button>
      </div>
    )
  }
  return { chosen, chooser }
}

/** The mail as one person gets it, saved first so that it is the latest. */
export function Preview({ width, person }: { width: number; person: PersonRow | undefined }) {
  const { id, store } = useComposer()
  const draft = useDraft((s) => s.draft)
  const mail = useLoad(async () => {
    if (!person) return undefined
    await store.getState().flush()
    return bridge.campaigns.render(id, person.id)
  }, useMemo(() => ({ draft, person }), [draft, person]))
  if (!person) return <p className="notice mail-trouble">Choose a segment with people in it to preview the mail as one of them.</p>
  return (
    <>
      {mail.error && <p className="notice bad mail-trouble" role="alert">{mail.error}</p>}
      {mail.value && (
        <div className="inbox-line" style={{ maxWidth: width }}>
          <b>{mail.value.subject}</b>
          <span>{mail.value.preheader}</span>
        </div>
      )}
      <MailFrame html={mail.value?.html ?? ''} width={width} title={`Mail as ${person.name || person.email} gets it`} />
    </>
  )
}
