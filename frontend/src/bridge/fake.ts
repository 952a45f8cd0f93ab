import { replaceBridge, type BridgeFake } from './client'
import { tell } from './events'

/** setBridgeFake replaces calls into Go for a component test; null takes the fake away. */
export function setBridgeFake(fake: BridgeFake | null) {
  replaceBridge(fake)
}

/** tellFake lets a test say what Go would say on its own. */
export const tellFake = tell
