import { Component, Plus, Trash2 } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { bridge, sentenceOf, type SegmentView, type Starter } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { Confirm } from '../../ui/Dialog'
import { IconButton } from '../../ui/IconButton'
import { Notice } from '../../ui/Notice'
import { TopBar } from '../../app/TopBar'
import { go, routes } from '../../app/routes'
import { report } from '../../app/status'
import { onWorkspaceChange } from '../../app/workspace'
import { formatMoment, formatNumber } from '../../i18n/format'
import { openStarter } from './starter'
import { dropDraft } from './state/drafts'
import './segments.css'

/** All saved segments; where there are none, ideas to begin with. */
export function SegmentsScreen() {
  const [segments, setSegments] = useState<SegmentView[]>()
  const [starters, setStarters] = useState<Starter[]>([])
  const [doomed, setDoomed] = useState<SegmentView>()
  const [trouble, setTrouble] = useState('')
  const load = useCallback(() => {
    const fail = (reason: unknown) => setTrouble(sentenceOf(reason))
    bridge.segments.list().then(setSegments, fail)
    bridge.segments.starters().then(setStarters, fail)
  }, [])
  useEffect(() => {
    load()
    return onWorkspaceChange(load)
  }, [load])
  const remove = (segment: SegmentView) =>
    bridge.segments.delete(segment.id).then(
      () => {
        dropDraft(segment.id)
        report(`Deleted ${segment.name}`)
        setTrouble('')
        load()
      },
      (reason: unknown) => setTrouble(sentenceOf(reason)),
    )
  return (
    <div className="segments-screen scroll">
      <TopBar title="Segments" actions={<Button tone="primary" onClick={() => go(routes.segment('new'))}><Plus size={15} aria-hidden /> New segment</Button>} />
      <div className="segments-column">
        {trouble && <Notice tone="bad">{trouble}</Notice>}
        {segments && segments.length > 0 && <Table segments={segments} onDelete={setDoomed} />}
        {segments?.length === 0 && <Beginning />}
        {segments && starters.length > 0 && <Starters starters={starters} first={segments.length === 0} />}
      </div>
      <Confirm
        open={doomed !== undefined}
        onClose={() => setDoomed(undefined)}
        title={`Delete “${doomed?.name ?? ''}”?`}
        text="The people stay, only the segment goes. This cannot be undone."
        action="Delete segment"
        onConfirm={() => doomed && void remove(doomed)}
      />
    </div>
  )
}

function Beginning() {
  return (
    <header className="segments-begin">
      <span className="segments-begin-icon" aria-hidden><Component size={24} /></span>
      <h2>A segment is one sentence about people</h2>
      <p>Start from one of these, counted in your own data just now, or make your own.</p>
    </header>
  )
}

function Starters({ starters, first }: { starters: Starter[]; first: boolean }) {
  return (
    <section className="starters" aria-label="Ideas to begin with">
      {!first && <h2>Ideas to begin with</h2>}
      <ul>
        {starters.map((s) => (
          <li key={s.name}>
            <button type="button" className="starter" onClick={() => openStarter(s.name, s.rule)}>
              <span className="starter-name">{s.name}</span>
              <span className="starter-people"><b>{formatNumber(s.people)}</b> people</span>
              <span className="starter-words">{s.sentence}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Table({ segments, onDelete }: { segments: SegmentView[]; onDelete(segment: SegmentView): void }) {
  return (
    <table className="segments-table">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col" className="number-cell">People</th>
          <th scope="col" className="number-cell">Can be mailed</th>
          <th scope="col">Used in</th>
          <th scope="col">Last changed</th>
          <th scope="col"><span className="vh">Actions</span></th>
        </tr>
      </thead>
      <tbody>
        {segments.map((s) => (
          <tr key={s.id} data-segment={s.id} onDoubleClick={() => go(routes.segment(s.id))}>
            <td>
              <a className="segment-name" href={`#${routes.segment(s.id)}`}>{s.name}</a>
              <span className="segment-sentence">{s.sentence}</span>
            </td>
            <td className="number-cell"><b>{formatNumber(s.people)}</b></td>
            <td className="number-cell">{formatNumber(s.mailable)}</td>
            <td className="quiet-cell">{s.usedIn || 'Not used yet'}</td>
            <td className="quiet-cell when-cell">{formatMoment(s.updatedAt)}</td>
            <td>
              <IconButton small label={`Delete ${s.name}`} onClick={() => onDelete(s)}><Trash2 size={14} /></IconButton>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
