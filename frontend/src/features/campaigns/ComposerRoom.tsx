import type { Editor } from '@tiptap/core'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { bridge, type CampaignView } from '../../bridge/client'
import { ComposerBar } from './ComposerBar'
import { type Composer, ComposerContext, useComposer, useDraft } from './composerContext'
import { AudienceTab } from './AudienceTab'
import { ContentTab } from './ContentTab'
import { parseDocument } from './document'
import { type Draft, createDraftStore } from './draftStore'
import { useRenderNote } from './shell'
import { useLoad } from '../../app/useLoad'
import { Button } from '../../ui/Button'

const ReviewDialog = lazy(() => import('./ReviewDialog').then((m) => ({ default: m.ReviewDialog })))
const TestDialog = lazy(() => import('./TestDialog').then((m) => ({ default: m.TestDialog })))

type Tab = 'audience' | 'content'

/** The editor of one draft: state that outlives its tabs, and the tabs. */
export function ComposerRoom({ campaign, onSent }: { campaign: CampaignView; onSent(): void }) {
  const composer = useComposerOf(campaign)
  const [tab, setTab] = useState<Tab>(campaign.segmentId === 0 ? 'audience' : 'content')
  const [dialog, setDialog] = useState<'review' | 'test'>()
  const [said, setSaid] = useState('')
  const whole = useMemo<Composer>(() => ({ ...composer, announce: setSaid }), [composer])
  const needs = { audience: Boolean(composer.waterfall?.cannotWhy), content: Boolean(composer.report?.blocked) }
  useUndoKeys(whole)
  useRenderNote(composer.report)
  return (
    <ComposerContext value={whole}>
      <div className="campaign-screen composer">
        <ComposerBar onTest={() => setDialog('test')} onReview={() => setDialog('review')} />
        <SaveTrouble />
        <div className="composer-tabs" role="tablist" aria-label="Parts of the campaign">
          {(['audience', 'content'] as const).map((key) => (
            <button
              key={key}
              type="button"
              role="tab"
              id={`tab-${key}`}
              className="tab"
              title={needs[key] ? 'Needs something before you can send' : undefined}
              aria-selected={tab === key}
              aria-controls={`panel-${key}`}
              tabIndex={tab === key ? 0 : -1}
              onClick={() => setTab(key)}
              onKeyDown={(e) => switchTab(e, tab, setTab)}
            >
              {key === 'audience' ? 'Audience' : 'Content'}
              {needs[key] && <span className="tab-dot" aria-hidden />}
            </button>
          ))}
        </div>
        <div className="composer-panel" role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`}>
          {tab === 'audience' ? <AudienceTab /> : <ContentTab />}
        </div>
        <Suspense fallback={null}>
          {dialog === 'review' && <ReviewDialog onClose={() => setDialog(undefined)} onSent={onSent} />}
          {dialog === 'test' && <TestDialog onClose={() => setDialog(undefined)} />}
        </Suspense>
        <div className="vh" role="status" aria-live="polite">{said}</div>
      </div>
    </ComposerContext>
  )
}

function SaveTrouble() {
  const { store } = useComposer()
  const error = useDraft((s) => s.saveError)
  if (error === '') return null
  return (
    <p className="notice bad save-trouble" role="alert">
      <span>Not saved yet: {error}</span>
      <span className="sp" />
      <Button onClick={() => void store.getState().flush().catch(() => undefined)}>
        Save again
      </Button>
    </p>
  )
}

function switchTab(e: React.KeyboardEvent, tab: Tab, set: (tab: Tab) => void): void {
  if (e.key !== 'ArrowLeft' && e.key !== 'ArrowRight') return
  const next = tab === 'audience' ? 'content' : 'audience'
  set(next)
  document.getElementById(`tab-${next}`)?.focus()
}

type Silent = Omit<Composer, 'announce'>

function useComposerOf(campaign: CampaignView): Silent {
  const [store] = useState(() => createDraftStore(draftOf(campaign), async (draft) => void (await bridge.campaigns.save(viewOf(campaign, draft)))))
  const saved = useStore(store, (s) => s.savedCount)
  const fields = useLoad(() => bridge.campaigns.fields(campaign.id), saved)
  const segmentList = useLoad(bridge.segments.list, 0)
  const accounts = useLoad(bridge.sending.accounts, 0)
  const report = useLoad(() => bridge.campaigns.check(campaign.id), saved)
  const waterfall = useLoad(() => bridge.campaigns.waterfall(campaign.id), saved)
  const [selected, setSelected] = useState<string>()
  const [writing, write] = useState<string>()
  const lastEditor = useRef<Editor | undefined>(undefined)
  useEffect(() => () => store.getState().close(), [store])
  const select = useCallback((id: string | undefined) => {
    setSelected(id)
    write(undefined)
  }, [])
  return useMemo(
    () => ({
      id: campaign.id,
      store,
      fields: fields.value ?? [],
      segments: segmentList.value ?? [],
      accounts: accounts.value ?? [],
      report: report.value,
      waterfall: waterfall.value,
      selected,
      select,
      writing,
      write,
      lastEditor,
    }),
    [campaign.id, store, fields.value, segmentList.value, accounts.value, report.value, waterfall.value, selected, select, writing],
  )
}

function draftOf(campaign: CampaignView): Draft {
  const { name, segmentId, accountId, subject, preheader } = campaign
  return { name, segmentId, accountId, subject, preheader, document: parseDocument(campaign.document) }
}

function viewOf(campaign: CampaignView, { document, ...rest }: Draft): CampaignView {
  return { ...campaign, ...rest, document: JSON.stringify(document) }
}

/** Ctrl+Z and Ctrl+Shift+Z everywhere except where words are being written, which have their own. */
function useUndoKeys({ store, announce }: Composer): void {
  useEffect(() => {
    const key = (e: KeyboardEvent) => {
      const inText = e.target instanceof HTMLElement && e.target.closest('input, textarea, select, [contenteditable=true], [role=dialog]')
      if (inText || !(e.ctrlKey || e.metaKey)) return
      const pressed = e.key.toLowerCase()
      const redo = pressed === 'y' || (pressed === 'z' && e.shiftKey)
      if (!redo && pressed !== 'z') return
      e.preventDefault()
      const { past, future } = store.getState()
      const step = (redo ? future : past).at(-1)
      if (!step) return
      if (redo) store.getState().redo()
      else store.getState().undo()
      announce(`${redo ? 'Done again' : 'Undone'}: ${step.label}`)
    }
    window.addEventListener('keydown', key)
    return () => window.removeEventListener('keydown', key)
  }, [store, announce])
}
