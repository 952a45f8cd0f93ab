import { en } from './en/canvas'
import { hi } from './hi/canvas'
import { messages } from './language'

/** Words of the studio's middle pane and of the steps that undo names. */
export const t = messages({ en, hi })
