import type { en } from '../en/actions'

export const hi: typeof en = {
  undo: 'वापस लें',
  redo: 'फिर से करें',
  undoStep: (step) => `वापस लें: ${step}`,
  redoStep: (step) => `फिर से करें: ${step}`,
  nothingToUndo: 'वापस लेने को कुछ नहीं',
  nothingToRedo: 'फिर से करने को कुछ नहीं',
  undone: (step) => `वापस लिया: ${step}`,
}
