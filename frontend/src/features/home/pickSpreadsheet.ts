import { openFile } from '../../app/drops'
import { bridge } from '../../bridge/client'

/** Asks for a spreadsheet and takes it to the import, like a dropped one. */
export async function pickSpreadsheet() {
  const path = await bridge.imports.pick()
  if (path !== '') await openFile(path)
}
