import { en } from './en/exports'
import { hi } from './hi/exports'
import { messages } from './language'

/** Words of files for other programs. */
export const t = messages({ en, hi })
