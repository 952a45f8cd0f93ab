import { en } from './en/editors'
import { hi } from './hi/editors'
import { messages } from './language'

/** Words of the editors behind the tokens of a rule. */
export const t = messages({ en, hi })
