import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { CheckView } from '../../bridge/client'
import { useComposer } from './composerContext'
import { fixFor, selectionOf } from './fixes'
import { kilobytes } from '../../i18n/format'

const icons = { blocks: CircleAlert, warning: TriangleAlert, advice: Info, ok: CircleCheck }

/** What to look at before sending, and how large the mail is. */
export function Checks() {
  const { report } = useComposer()
  if (!report) return null
  const toFix = report.checks.filter((check) => check.severity === 'blocks' || check.severity === 'warning').length
  return (
    <section className="pane-part" aria-label="Before you send">
      <h2>
        Before you send
        <span className="sp" />
        <span className="state-badge" data-state={toFix > 0 ? 'paused' : 'sent'}>{toFix > 0 ? `${toFix} to fix` : 'Ready'}</span>
      </h2>
      <ul className="checks">
        {report.checks.map((check, i) => <CheckLine key={`${check.code}/${check.blockId}/${i}`} check={check} />)}
      </ul>
      <SizeMeter bytes={report.bytes} most={report.maxBytes} />
    </section>
  )
}

function CheckLine({ check }: { check: CheckView }) {
  const { store, fields, select, announce } = useComposer()
  const Icon = icons[check.severity as keyof typeof icons] ?? Info
  const fix = fixFor(check, fields)
  const target = selectionOf(check, store.getState().draft)
  const show = () => {
    if (target === undefined) return document.querySelector<HTMLElement>(`[data-line="${check.blockId}"] [role=textbox]`)?.focus()
    select(target)
    document.querySelector(`[data-hit="${CSS.escape(target)}"]`)?.scrollIntoView({ block: 'center' })
  }
  const repair = () => {
    if (!fix) return
    store.getState().edit(fix.step, fix.apply)
    announce(fix.step)
  }
  return (
    <li className="check" data-severity={check.severity} title={check.detail}>
      <Icon size={14} aria-hidden />
      <div>
        {check.blockId === '' ? <span>{check.message}</span> : <button type="button" className="check-link" onClick={show}>{check.message}</button>}
        {check.severity !== 'ok' && check.detail && <p className="hint">{check.detail}</p>}
        {fix && <button type="button" className="check-fix" onClick={repair}>{check.fix}</button>}
      </div>
    </li>
  )
}

function SizeMeter({ bytes, most }: { bytes: number; most: number }) {
  const share = Math.min(1, bytes / Math.max(1, most))
  return (
    <div className="size-meter">
      <div className="size-line">
        <span>Size</span>
        <span className="sp" />
        <span className="hint">{kilobytes(bytes)} of {Math.round(most / 1024)} KB</span>
      </div>
      <div className="progress-track" role="meter" aria-label="Size" aria-valuemin={0} aria-valuemax={most} aria-valuenow={bytes} aria-valuetext={`${kilobytes(bytes)} of ${Math.round(most / 1024)} KB`}>
        <div className="progress-bar" data-over={share >= 1 || undefined} style={{ width: `${Math.max(1, share * 100)}%` }} />
      </div>
      <p className="hint">Gmail hides everything after 102 KB.</p>
    </div>
  )
}
