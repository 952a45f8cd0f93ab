import { useCallback, useEffect, useState } from 'react'
import { formatDay, formatMoment } from '../../i18n/format'
import { t } from '../../i18n/imports'
import { bridge, sentenceOf, type ImportReport, type RememberedMapping, type WaitingImport, type WatchedFile } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { Interrupted } from './Interrupted'
import { UndoImport } from './UndoImport'
import { Watched } from './Watched'
import { rowAccount, told } from './words'

interface Kept {
  imports: ImportReport[]
  waiting: WaitingImport[]
  watched: WatchedFile[]
  mappings: RememberedMapping[]
}

/** What was imported so far, what was interrupted, what is watched and what is remembered. */
export function History() {
  const { kept, error, again } = useKept()
  if (error !== '') return <Notice tone="bad">{error}</Notice>
  if (!kept) return null
  return (
    <>
      {kept.waiting.length > 0 && <Interrupted waiting={kept.waiting} again={again} />}
      <section className="import-section" aria-label={t.history}>
        <h3 className="import-heading">{t.history}</h3>
        {kept.imports.length === 0 ? <p className="import-lead">{t.historyEmpty}</p> : <Past imports={kept.imports} again={again} />}
      </section>
      {kept.watched.length > 0 && <Watched files={kept.watched} again={again} />}
      {kept.mappings.length > 0 && <Mappings mappings={kept.mappings} again={again} />}
    </>
  )
}

function useKept() {
  const [kept, setKept] = useState<Kept>()
  const [error, setError] = useState('')
  const again = useCallback(() => {
    Promise.all([bridge.imports.list(), bridge.imports.waiting(), bridge.imports.watched(), bridge.imports.mappings()]).then(
      ([imports, waiting, watched, mappings]) => setKept({ imports, waiting, watched, mappings }),
      (reason: unknown) => setError((reason as { code?: string }).code === 'not_found' ? '' : sentenceOf(reason)), // no workspace yet: nothing to tell
    )
  }, [])
  useEffect(again, [again])
  return { kept, error, again }
}

function Past({ imports, again }: { imports: ImportReport[]; again: () => void }) {
  return (
    <table className="import-tally import-past">
      <thead>
        <tr>
          <th scope="col">{t.file}</th>
          <th scope="col">{t.when}</th>
          <th scope="col">{t.rowsOf}</th>
          <th scope="col"><span className="vh">{t.undo}</span></th>
        </tr>
      </thead>
      <tbody>
        {imports.map((report) => (
          <tr key={report.importId} data-undone={report.undoneAt !== '' || undefined}>
            <th scope="row" className="selectable">{report.file}</th>
            <td>{formatMoment(report.finishedAt)}</td>
            <td>{rowAccount(report)}</td>
            <td>{report.undoneAt !== '' ? t.undoneOn(formatDay(report.undoneAt)) : report.whyNotUndo || <UndoImport id={report.importId} file={report.file} label={t.undo} name={t.undoOf(report.file)} onDone={again} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Mappings({ mappings, again }: { mappings: RememberedMapping[]; again: () => void }) {
  return (
    <section className="import-section" aria-label={t.rememberedTitle}>
      <h3 className="import-heading">{t.rememberedTitle}</h3>
      <p className="import-lead">{t.rememberedHint}</p>
      <ul className="import-list">
        {mappings.map((mapping) => (
          <li key={mapping.id}>
            <b>{mapping.name}</b>
            <span className="import-lead">{t.columnsOf(...told(mapping.columns))}, {t.usedOn(formatDay(mapping.usedAt))}</span>
            <span className="sp" />
            <Button aria-label={t.forgetOf(mapping.name)} onClick={() => void bridge.imports.forgetMapping(mapping.id).then(again)}>{t.forget}</Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
