import { ArrowLeft, ArrowRight, FileSpreadsheet, Upload } from 'lucide-react'
import { useActions } from '../../actions/registry'
import { t } from '../../i18n/imports'
import { canStart, whyNotNext } from './plan'
import { goTo, pickFile, runImport, steps, useImport } from './task'
import { importButton } from './words'

/** Offers the steps of the import to menus, keys and the palette. */
export function useImportActions(): void {
  const { step, selection, reading, dryReport, runJob, report } = useImport()
  const at = steps.indexOf(step)
  const next = steps[at + 1]
  const before = steps[at - 1]
  const planning = runJob === '' && !report
  const stuck = !planning || !selection || reading || whyNotNext(step, selection) !== ''
  useActions([
    { id: 'import.choose', label: t.chooseFile, group: 'people', icon: FileSpreadsheet, disabled: runJob !== '' && !report, run: () => void pickFile() },
    { id: 'import.next', label: t.next(next ? t.stepNames[next] : t.importWord), group: 'people', icon: ArrowRight, keys: 'Alt+ArrowRight', disabled: stuck || !next, run: () => next && goTo(next) },
    { id: 'import.back', label: before ? t.backTo(t.stepNames[before]) : t.back, group: 'people', icon: ArrowLeft, keys: 'Alt+ArrowLeft', disabled: !planning || !before, run: () => before && goTo(before) },
    { id: 'import.start', label: canStart(dryReport) ? importButton(dryReport) : t.startImport, group: 'people', icon: Upload, keys: 'Ctrl+Enter', disabled: stuck || step !== 'check' || !canStart(dryReport), run: () => void runImport() },
  ])
}
