import { en } from './en/frame'
import { hi } from './hi/frame'
import { messages } from './language'

/** Words of the window around the screens. */
export const t = messages({ en, hi })
