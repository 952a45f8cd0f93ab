import { en } from './en/studio'
import { hi } from './hi/studio'
import { messages } from './language'

/** Words of the segment studio around its panes. */
export const t = messages({ en, hi })
