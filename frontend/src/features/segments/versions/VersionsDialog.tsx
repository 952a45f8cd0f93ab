import { useState } from 'react'
import { bridge, type SegmentVersion } from '../../../bridge/client'
import { useLoaded } from '../../../clause/editors/useLoaded'
import { formatMoment } from '../../../i18n/format'
import { t } from '../../../i18n/versions'
import { parseRule } from '../../../rule'
import { Button } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { Notice } from '../../../ui/Notice'
import { Select } from '../../../ui/Select'
import { replaceRule } from '../state/actions'
import { documentOf, isUnsaved } from '../state/draft'
import { useDraft } from '../state/drafts'
import { Difference } from './Difference'
import './versions.css'

/** The place of the draft among the versions. */
const draftKey = 0

/** Every rule the segment had: what differs between two of them, and the way back to one. */
export function VersionsDialog({ id, onClose }: { id: number; onClose(): void }) {
  const name = useDraft((d) => d.name)
  const document = useDraft(documentOf)
  const unsaved = useDraft(isUnsaved)
  const { value: versions, trouble } = useLoaded(`${id}`, () => bridge.segments.versions(id))
  const [picked, setPicked] = useState<number>()
  const [against, setAgainst] = useState<number>()
  const newest = versions?.[0]?.version ?? 1
  const to = against ?? (unsaved ? draftKey : newest)
  const from = picked ?? (unsaved ? newest : (versions?.[1]?.version ?? newest))
  const ruleOf = (version: number) => (version === draftKey ? document : (versions?.find((v) => v.version === version)?.rule ?? ''))
  const options = [
    ...(unsaved ? [{ value: String(draftKey), label: t.draft }] : []),
    ...(versions ?? []).map((v) => ({ value: String(v.version), label: v.version === newest ? `${t.version(v.version)} · ${t.newest}` : t.version(v.version) })),
  ]
  const restore = () => {
    replaceRule(parseRule(ruleOf(from)), t.didRestore(from))
    onClose()
  }
  return (
    <Dialog
      open onClose={onClose} title={t.title(name)} text={t.text} size="wide"
      actions={
        <>
          <span className="quiet-words">{t.restoreHint}</span>
          <span className="sp" />
          <Button onClick={onClose}>{t.close}</Button>
          <Button tone="primary" disabled={!versions || ruleOf(from) === document} onClick={restore}>{t.restore(from)}</Button>
        </>
      }
    >
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      {versions && (
        <div className="versions">
          <VersionList versions={versions} newest={newest} chosen={from} choose={setPicked} />
          <section className="version-difference" aria-label={t.differences}>
            <p className="version-against">
              <b>{t.version(from)}</b> {t.comparedWith}
              <Select label={t.to} value={String(to)} options={options} onChange={(v) => setAgainst(Number(v))} />
            </p>
            {versions.length === 1 && !unsaved ? <p className="quiet-words">{t.onlyOne}</p> : <Difference key={`${from} ${to}`} before={ruleOf(from)} after={ruleOf(to)} />}
          </section>
        </div>
      )}
    </Dialog>
  )
}

interface ListProps {
  versions: SegmentVersion[]
  newest: number
  chosen: number
  choose(version: number): void
}

function VersionList({ versions, newest, chosen, choose }: ListProps) {
  return (
    <ol className="version-list scroll" aria-label={t.list} tabIndex={-1}>
      {versions.map((v) => (
        <li key={v.version}>
          <button type="button" className="version" aria-pressed={v.version === chosen} onClick={() => choose(v.version)}>
            <span className="version-head"><b>{t.version(v.version)}</b>{v.version === newest && <i>{t.newest}</i>}</span>
            <small>{formatMoment(v.savedAt)}</small>
            <span className="version-words">{v.sentence}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}
