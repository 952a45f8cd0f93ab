/**
 * Asks for counts so that the newest question always wins: one question is on
 * its way at a time, the latest waits, and an answer that is no longer asked for
 * is not shown.
 */
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
  let busy = false
  let waiting: { question: Q } | undefined

  const run = async (question: Q) => {
    busy = true
    const number = newest
    try {
      const answer = await fetch(question)
      if (number === newest) answered(question, answer)
    } catch (reason) {
      if (number === newest) failed(question, reason)
    }
    busy = false
    const next = waiting
    waiting = undefined
    if (next) void run(next.question)
  }

  return {
    ask(question) {
      newest++
      if (busy) waiting = { question }
      else void run(question)
    },
    stop() {
      newest++
      waiting = undefined
    },
  }
}
