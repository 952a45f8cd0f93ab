import { en } from './en/grid'
import { hi } from './hi/grid'
import { messages } from './language'

/** Words of tables. */
export const t = messages({ en, hi })
