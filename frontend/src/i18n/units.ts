import { en } from './en/units'
import { hi } from './hi/units'
import { messages } from './language'

/** Words that stand beside numbers. */
export const t = messages({ en, hi })
