import { en } from './en/imports'
import { hi } from './hi/imports'
import { messages } from './language'

/** Words of bringing spreadsheets in. */
export const t = messages({ en, hi })
