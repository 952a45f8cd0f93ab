import { en } from './en/people'
import { hi } from './hi/people'
import { messages } from './language'

/** Words of the table of people. */
export const t = messages({ en, hi })
