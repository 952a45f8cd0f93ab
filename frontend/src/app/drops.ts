/** Files dropped on the window, and the drags that a browser would start by itself. */
import { create } from 'zustand'
import { on, onFiles } from '../bridge/client'
import { go, routes } from './routes'
import { showTrouble } from './trouble'
import { ensureWorkspace, openWorkspace } from './workspace'

/** The spreadsheet dropped last, "" for none yet, and how many were dropped. */
export const useDropped = create<{ path: string; drop: number }>(() => ({ path: '', drop: 0 }))

/** WebKit would leave the program for a dropped file, and loses the next press after a drag of its own. */
export function keepDragsInside() {
  for (const name of ['dragstart', 'dragenter', 'dragover', 'drop']) {
    window.addEventListener(name, (event) => event.preventDefault(), { capture: true })
  }
}

/** Opens a workspace file, or brings a spreadsheet to the import screen. */
export async function openFile(path: string) {
  try {
    if (path.toLowerCase().endsWith('.kvnmail')) {
      await openWorkspace(path)
      return go(routes.home)
    }
    await ensureWorkspace()
    useDropped.setState(({ drop }) => ({ path, drop: drop + 1 }))
    go(routes.import)
  } catch (error) {
    showTrouble(error)
  }
}

/** Listens to files from the window and from a second start of the program. */
export function followDrops(): () => void {
  onFiles((paths) => paths[0] && void openFile(paths[0]))
  const stopFiles = on('file', (path) => void openFile(path))
  const stopTrouble = on('trouble', showTrouble)
  return () => {
    stopFiles()
    stopTrouble()
  }
}
