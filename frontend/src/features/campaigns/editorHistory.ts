import { Extension } from '@tiptap/core'
import { history, redo, undo } from '@tiptap/pm/history'

/** Undo and redo of single words while writing; the composer undoes whole edits. */
export const UndoRedo = Extension.create({
  name: 'writingHistory',
  addProseMirrorPlugins: () => [history()],
  addKeyboardShortcuts() {
    const { editor } = this
    return {
      'Mod-z': () => undo(editor.state, editor.view.dispatch),
      'Shift-Mod-z': () => redo(editor.state, editor.view.dispatch),
      'Mod-y': () => redo(editor.state, editor.view.dispatch),
    }
  },
})
