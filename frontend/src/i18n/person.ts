import { en } from './en/person'
import { hi } from './hi/person'
import { messages } from './language'

/** Words of one person's screen. */
export const t = messages({ en, hi })
