import { t } from '../../i18n/imports'
import { bridge, type WatchedFile } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { told } from './words'

/** Files that are read again when they change, with how they stand. */
export function Watched({ files, again }: { files: WatchedFile[]; again: () => void }) {
  return (
    <section className="import-section" aria-label={t.watched}>
      <h3 className="import-heading">{t.watched}</h3>
      <ul className="import-list">
        {files.map((file) => (
          <li key={file.id}>
            <div className="import-watched">
              <b className="selectable">{file.file}</b>
              <span className="import-mark">{t.watchStates[file.state]}</span>
              {file.removed > 0 && <span className="import-lead">{t.removed(...told(file.removed))}</span>}
              {file.note !== '' && <p className="import-lead">{file.note}</p>}
            </div>
            <span className="sp" />
            <Button aria-label={t.checkOf(file.file)} onClick={() => void bridge.imports.checkWatched(file.id).then(again)}>{t.checkNow}</Button>
            <Button aria-label={t.unwatchOf(file.file)} onClick={() => void bridge.imports.unwatch(file.id).then(again)}>{t.unwatch}</Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
