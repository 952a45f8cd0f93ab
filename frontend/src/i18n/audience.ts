import { en } from './en/audience'
import { hi } from './hi/audience'
import { messages } from './language'

/** Words of the studio's right pane: how many, who, why, and since when. */
export const t = messages({ en, hi })
