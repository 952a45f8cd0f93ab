import { en } from './en/versions'
import { hi } from './hi/versions'
import { messages } from './language'

/** Words of a segment's versions, its state and its menu in the studio. */
export const t = messages({ en, hi })
