import { useEffect, useState } from 'react'
import { t } from '../../i18n/imports'
import { bridge, on, sentenceOf, type PersonRow, type WatchedFile } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { offerFile } from './task'
import { told } from './words'

/** Files that are read again when they change, with how they stand. */
export function Watched({ files, again }: { files: WatchedFile[]; again: () => void }) {
  const [error, setError] = useState('')
  useEffect(() => on('watched', again), [again])
  const act = (deed: () => Promise<unknown>) => void deed().then(again, (reason: unknown) => setError(sentenceOf(reason)))
  return (
    <section className="import-section" aria-label={t.watched}>
      <h3 className="import-heading">{t.watched}</h3>
      {error !== '' && <Notice tone="bad">{error}</Notice>}
      <ul className="import-list">{files.map((file) => <Line key={file.id} file={file} act={act} />)}</ul>
    </section>
  )
}

function Line({ file, act }: { file: WatchedFile; act: (deed: () => Promise<unknown>) => void }) {
  return (
    <li>
      <div className="import-watched">
        <b className="selectable">{file.file}</b>
        <span className="import-mark">{t.watchStates[file.state]}</span>
        {file.removed > 0 && <Removed file={file} />}
        {file.note !== '' && <p className="import-lead">{file.note}</p>}
      </div>
      <span className="sp" />
      {file.state === 'paused' && file.canImport && <Button aria-label={t.importAnywayOf(file.file)} onClick={() => act(() => bridge.imports.importWatched(file.id))}>{t.importAnyway}</Button>}
      {file.state === 'paused' && !file.canImport && <Button aria-label={t.lookAtOf(file.file)} onClick={() => void offerFile(file.path)}>{t.lookAt}</Button>}
      <Button aria-label={t.checkOf(file.file)} onClick={() => act(() => bridge.imports.checkWatched(file.id))}>{t.checkNow}</Button>
      <Button aria-label={t.unwatchOf(file.file)} onClick={() => act(() => bridge.imports.unwatch(file.id))}>{t.unwatch}</Button>
    </li>
  )
}

const removedShown = 50

/** People who were in the file the last time and are not any more. Nothing was deleted. */
function Removed({ file }: { file: WatchedFile }) {
  const [people, setPeople] = useState<PersonRow[]>()
  const show = () => void bridge.imports.removedRows(file.id, 0, removedShown).then((page) => setPeople(page.people), () => undefined)
  return (
    <span className="import-lead">
      {t.removed(...told(file.removed))} {people ? people.map((person) => person.name || person.email).join(', ') : <Button aria-label={t.removedRowsOf(file.file)} onClick={show}>{t.removedRows}</Button>}
    </span>
  )
}
