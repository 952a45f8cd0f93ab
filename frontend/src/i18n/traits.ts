import { en } from './en/traits'
import { hi } from './hi/traits'
import { messages } from './language'

/** Words of the traits pane. */
export const t = messages({ en, hi })
