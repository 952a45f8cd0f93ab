/**
 * Asks for counts so that the newest question always wins: Go gives an older one
 * up when a newer one comes, and an answer that is no longer asked for is not
 * shown.
 */
import { BridgeError } from '../../../bridge/error'

export interface Counter<Q> {
  ask(question: Q): void
  /** Forgets what is asked; answers on their way are not shown. */
  stop(): void
}

export function createCounter<Q, A>(
  fetch: (question: Q) => Promise<A>,
  answered: (question: Q, answer: A) => void,
  failed: (question: Q, reason: unknown) => void,
): Counter<Q> {
  let newest = 0

  const run = async (question: Q, number: number): Promise<void> => {
    try {
      const answer = await fetch(question)
      if (number === newest) answered(question, answer)
    } catch (reason) {
      if (number !== newest) return
      // Somebody else's question took its place: ask again.
      if (reason instanceof BridgeError && reason.code === 'canceled') return run(question, number)
      failed(question, reason)
    }
  }

  return {
    ask(question) {
      newest++
      void run(question, newest)
    },
    stop() {
      newest++
    },
  }
}
