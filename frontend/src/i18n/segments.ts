import { en } from './en/segments'
import { hi } from './hi/segments'
import { messages } from './language'

/** Words of the list of segments. */
export const t = messages({ en, hi })
