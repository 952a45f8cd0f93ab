import { en } from './en/clause'
import { hi } from './hi/clause'
import { messages } from './language'

/** Words of the tokens of a rule, wherever rules are shown. */
export const t = messages({ en, hi })
