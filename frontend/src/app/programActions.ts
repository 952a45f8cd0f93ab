/** What can be done from every screen. */
import { CircleQuestionMark, Command, FolderOpen, FolderPlus, Languages, ListPlus, Redo2, Rows3, SunMoon, Type, Undo2, Upload } from 'lucide-react'
import { useEffect } from 'react'
import type { Action } from '../actions/action'
import { forgetDeeds, redoDeed, undoDeed, useDeeds } from '../actions/deeds'
import { useActions } from '../actions/registry'
import { useDialogs } from '../actions/dialogs'
import { bridge } from '../bridge/client'
import { t as words } from '../i18n/actions'
import { t } from '../i18n/frame'
import { languages, useLanguage } from '../i18n/language'
import { choose, stepTextSize, toggleTheme, useAppearance } from './appearance'
import { nextPane } from './panes'
import { places } from './places'
import { go, routes } from './routes'
import { showTrouble } from './trouble'
import { newWorkspace, openWorkspace, useWorkspace } from './workspace'

/** Offers the actions of the window itself while it is open. */
export function useProgramActions(): void {
  const { open, path } = useWorkspace((workspace) => workspace.state)
  const undo = useUndo()
  useActions([...(open ? [...goActions(), ...undo] : []), ...fileActions(open), ...useView(), ...helpActions()])
  useEffect(() => forgetDeeds, [path]) // what was done in another workspace cannot be undone in this one
}

function goActions(): Action[] {
  return places().map(({ label, to, icon }, i) => ({
    id: `go${to}`, group: 'go', label: t.goTo(label), icon, keys: i < 8 ? `Ctrl+${i + 1}` : undefined, whileTyping: true, run: () => go(to),
  }))
}

function fileActions(open: boolean): Action[] {
  const attempt = (act: () => Promise<unknown>) => () => void act().catch(showTrouble)
  return [
    ...(open
      ? [
          { id: 'segment.new', group: 'segment', label: t.newSegment, icon: ListPlus, run: () => go(routes.segment('new')) } as const,
          { id: 'file.import', group: 'file', label: t.importSheet, icon: Upload, keys: 'Ctrl+I', run: () => go(routes.import) } as const,
        ]
      : []),
    { id: 'file.new', group: 'file', label: t.newWorkspace, icon: FolderPlus, run: attempt(newWorkspace) },
    { id: 'file.open', group: 'file', label: t.openWorkspace, icon: FolderOpen, keys: 'Ctrl+O', run: attempt(openWorkspace) },
  ]
}

/** Undo of what lists and tables do. A screen with a history of its own offers its own instead. */
function useUndo(): Action[] {
  const past = useDeeds((deeds) => deeds.past.at(-1)?.label)
  const future = useDeeds((deeds) => deeds.future.at(-1)?.label)
  return [
    { id: 'edit.undo', group: 'edit', label: past ? words.undoStep(past) : words.undo, icon: Undo2, keys: 'Ctrl+Z', disabled: !past, run: () => void undoDeed() },
    { id: 'edit.redo', group: 'edit', label: future ? words.redoStep(future) : words.redo, icon: Redo2, keys: 'Ctrl+Shift+Z', disabled: !future, run: () => void redoDeed() },
  ]
}

function useView(): Action[] {
  const { theme, density } = useAppearance()
  const speaking = useLanguage((store) => store.language)
  return [
    { id: 'view.theme', group: 'view', label: theme === 'dark' ? t.lightTheme : t.darkTheme, icon: SunMoon, run: toggleTheme },
    { id: 'view.larger', group: 'view', label: t.largerText, icon: Type, keys: 'Ctrl+=', whileTyping: true, run: () => stepTextSize(1) },
    { id: 'view.smaller', group: 'view', label: t.smallerText, icon: Type, keys: 'Ctrl+-', whileTyping: true, run: () => stepTextSize(-1) },
    { id: 'view.usual', group: 'view', label: t.usualText, icon: Type, keys: 'Ctrl+0', whileTyping: true, run: () => choose({ textSize: 100 }) },
    { id: 'view.compact', group: 'view', label: t.compact, icon: Rows3, checked: density === 'compact', run: () => choose({ density: density === 'compact' ? 'comfortable' : 'compact' }) },
    { id: 'view.nextPane', group: 'view', label: t.nextPane, keys: 'F6', whileTyping: true, run: () => nextPane(1) },
    { id: 'view.previousPane', group: 'view', label: t.previousPane, keys: 'Shift+F6', whileTyping: true, run: () => nextPane(-1) },
    ...languages.filter(({ value }) => value !== speaking).map(({ value, name }): Action => ({
      id: `view.speak.${value}`, group: 'view', label: t.speak(name), icon: Languages, run: () => void speakFromNow(value),
    })),
  ]
}

/** Go puts its words in the language too, and remembers it. */
export async function speakFromNow(language: string): Promise<void> {
  try {
    useWorkspace.getState().set(await bridge.workspace.setLanguage(language))
  } catch (reason) {
    showTrouble(reason)
  }
}

function helpActions(): Action[] {
  return [
    { id: 'help.commands', group: 'help', label: t.commands, icon: Command, keys: 'Ctrl+K', whileTyping: true, run: () => useDialogs.setState({ shown: 'palette' }) },
    { id: 'help.shortcuts', group: 'help', label: t.shortcuts, icon: CircleQuestionMark, keys: 'Ctrl+/', whileTyping: true, run: () => useDialogs.setState({ shown: 'shortcuts' }) },
  ]
}
