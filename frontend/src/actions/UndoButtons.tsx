import { Redo2, Undo2 } from 'lucide-react'
import { t } from '../i18n/actions'
import { IconButton } from '../ui/IconButton'
import { redoDeed, undoDeed, useDeeds } from './deeds'

interface Props {
  /** The step that undo would take back, and redo do again; undefined where there is none. */
  past: string | undefined
  future: string | undefined
  undo(): void
  redo(): void
}

/** Undo and redo of a screen with a history of its own, naming the step. */
export function HistoryButtons({ past, future, undo, redo }: Props) {
  return (
    <>
      <IconButton label={past ? t.undoStep(past) : t.nothingToUndo} keys="Ctrl Z" aria-disabled={!past} onClick={undo} data-action="undo"><Undo2 size={16} /></IconButton>
      <IconButton label={future ? t.redoStep(future) : t.nothingToRedo} keys="Ctrl Shift Z" aria-disabled={!future} onClick={redo} data-action="redo"><Redo2 size={16} /></IconButton>
    </>
  )
}

/** Undo and redo of what lists and tables do to the workspace. */
export function UndoButtons() {
  const past = useDeeds((deeds) => deeds.past.at(-1)?.label)
  const future = useDeeds((deeds) => deeds.future.at(-1)?.label)
  return <HistoryButtons past={past} future={future} undo={() => void undoDeed()} redo={() => void redoDeed()} />
}
