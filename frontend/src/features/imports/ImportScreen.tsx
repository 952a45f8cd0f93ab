import { Check, Redo2, Undo2 } from 'lucide-react'
import { useEffect } from 'react'
import type { Action } from '../../actions/action'
import { useActions } from '../../actions/registry'
import { useDropped } from '../../app/drops'
import { TopBar } from '../../app/TopBar'
import { routes } from '../../app/routes'
import type { ImportReport } from '../../bridge/client'
import { t as words } from '../../i18n/actions'
import { t } from '../../i18n/imports'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { CheckStep } from './CheckStep'
import { ColumnsStep } from './ColumnsStep'
import { FileStep } from './FileStep'
import { MatchStep } from './MatchStep'
import { PermissionStep } from './PermissionStep'
import { ResultPage } from './ResultPage'
import { Running } from './Running'
import { redoEdit, undoEdit } from './edits'
import { firstOpen, whyNotNext } from './plan'
import { goTo, lookThrough, offerFile, pickFile, runImport, startOver, steps, useImport, type StepKey } from './task'
import { importButton } from './words'
import './imports.css'

const screens: Record<StepKey, () => React.ReactNode> = { file: FileStep, columns: ColumnsStep, people: MatchStep, permission: PermissionStep, check: CheckStep }

/** Brings a spreadsheet in, in five steps. */
export function ImportScreen() {
  const task = useImport()
  useDroppedFile()
  useLookThrough()
  useImportActions()
  if (task.report) return <Whole><ResultPage report={task.report} job={task.runJob} onAgain={startOver} /></Whole>
  if (task.runJob !== '') return <Whole><Running job={task.runJob} /></Whole>
  const Screen = screens[task.step]
  return (
    <div className="import">
      <Title />
      <StepList />
      <section className="import-work scroll" aria-label={t.step(steps.indexOf(task.step) + 1, t.stepNames[task.step])}>
        <div className="import-column">
          <Screen />
          {task.error && <Notice tone="bad">{task.error}</Notice>}
        </div>
      </section>
      <StepFoot />
    </div>
  )
}

/** Takes over the file that was dropped last, once. */
function useDroppedFile() {
  const path = useDropped((dropped) => dropped.path)
  useEffect(() => {
    if (path === '') return
    useDropped.setState({ path: '' })
    void offerFile(path)
  }, [path])
}

/** From the third step on the whole file is looked through after every change. */
function useLookThrough() {
  const { step, selection } = useImport()
  const counts = step === 'people' || step === 'permission' || step === 'check'
  useEffect(() => {
    if (!counts || !selection) return
    const soon = setTimeout(() => void lookThrough(), 250)
    return () => clearTimeout(soon)
  }, [counts, selection])
}

/** What the keys and the palette can do here. */
function useImportActions() {
  const { step, selection, runJob, report, dryReport } = useImport()
  const at = steps.indexOf(step)
  const next = steps[at + 1]
  const free = runJob === '' && !report
  const history = useEditActions(free)
  useActions([
    { id: 'import.choose', label: t.choose, group: 'file', keys: 'Ctrl+O', disabled: runJob !== '' && !report, run: () => void pickFile() },
    { id: 'import.next', label: t.nextStep, group: 'go', keys: 'Alt+ArrowRight', whileTyping: true, disabled: !free || !selection || !next || whyNotNext(step, selection) !== '', run: () => next && goTo(next) },
    { id: 'import.back', label: t.backStep, group: 'go', keys: 'Alt+ArrowLeft', whileTyping: true, disabled: !free || at <= 0, run: () => goTo(steps[at - 1]!) },
    { id: 'import.start', label: importButton(dryReport), group: 'file', keys: 'Ctrl+Enter', whileTyping: true, disabled: !free || step !== 'check' || nothingToDo(dryReport), run: () => void runImport() },
    ...history,
  ])
}

/** Undo and redo of edits of the plan, which come before those of the workspace while there is a plan. */
function useEditActions(free: boolean): Action[] {
  const past = useImport((task) => task.past.at(-1)?.label)
  const future = useImport((task) => task.future.at(-1)?.label)
  const planned = useImport((task) => task.selection !== undefined)
  if (!free || !planned) return []
  return [
    { id: 'edit.undo', group: 'edit', label: past ? words.undoStep(past) : words.undo, icon: Undo2, keys: 'Ctrl+Z', disabled: !past, run: undoEdit },
    { id: 'edit.redo', group: 'edit', label: future ? words.redoStep(future) : words.redo, icon: Redo2, keys: 'Ctrl+Shift+Z', disabled: !future, run: redoEdit },
  ]
}

function nothingToDo(report: ImportReport | undefined): boolean {
  return !report || report.added + report.updated === 0
}

function Title() {
  const file = useImport((task) => task.inspection?.file)
  return <TopBar crumb={{ label: t.people, to: routes.people }} title={t.title} state={file && <span className="import-file-name">{file}</span>} />
}

function Whole({ children }: { children: React.ReactNode }) {
  return (
    <div className="import import-whole">
      <Title />
      <div className="import-work scroll">
        <div className="import-column">{children}</div>
      </div>
    </div>
  )
}

function StepList() {
  const { step, selection } = useImport()
  const reachable = steps.indexOf(firstOpen(steps, selection))
  return (
    <nav className="import-steps" aria-label={t.steps}>
      <ol>
        {steps.map((key, index) => (
          <li key={key}>
            <button type="button" className="import-step" aria-current={key === step ? 'step' : undefined} disabled={index > reachable} onClick={() => goTo(key)}>
              <span className="import-step-number" aria-hidden>
                {index < steps.indexOf(step) && index <= reachable ? <Check size={13} strokeWidth={3} /> : index + 1}
              </span>
              {t.stepNames[key]}
            </button>
          </li>
        ))}
      </ol>
      <p className="import-promise">{t.promise}</p>
    </nav>
  )
}

function StepFoot() {
  const { step, selection, dryReport, reading } = useImport()
  if (!selection) return null
  const at = steps.indexOf(step)
  const why = whyNotNext(step, selection)
  const next = steps[at + 1]
  return (
    <footer className="import-foot">
      <span className="import-foot-why" role="status">{why}</span>
      {at > 0 && <Button onClick={() => goTo(steps[at - 1]!)}>{t.back}</Button>}
      {next ? (
        <Button tone="primary" disabled={why !== '' || reading} onClick={() => goTo(next)}>{t.next(t.stepNames[next])}</Button>
      ) : (
        <Button tone="primary" disabled={nothingToDo(dryReport)} onClick={() => void runImport()}>
          {importButton(dryReport)}
        </Button>
      )}
    </footer>
  )
}
