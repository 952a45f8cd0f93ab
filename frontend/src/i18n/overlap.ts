import { en } from './en/overlap'
import { hi } from './hi/overlap'
import { messages } from './language'

/** Words of the overlap of segments. */
export const t = messages({ en, hi })
