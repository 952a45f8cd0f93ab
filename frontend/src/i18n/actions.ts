import { en } from './en/actions'
import { hi } from './hi/actions'
import { messages } from './language'

/** Words of undo, redo and the command palette. */
export const t = messages({ en, hi })
