import { en } from './en/settings'
import { hi } from './hi/settings'
import { messages } from './language'

/** Words of the settings. */
export const t = messages({ en, hi })
