import { en } from './en/templates'
import { hi } from './hi/templates'
import { messages } from './language'

/** Words of the gallery of templates. Their own names and sentences come from Go. */
export const t = messages({ en, hi })
