/**
 * Asks for many answers before they are wanted, a few at a time, so that the one
 * that is wanted next is mostly there already. What is wanted now goes first.
 */

export interface Ahead {
  /** Begins anew with questions in the order in which they may be wanted. */
  begin(questions: string[]): void
  /** The answer, if it is there; else it is asked before all others. */
  want(question: string): number | undefined
  /** Forgets everything; answers on their way are dropped. */
  stop(): void
}

const atOnce = 6

/** fetch answers several questions in their order; changed is called when answers have come. */
export function createAhead(fetch: (questions: string[]) => Promise<number[]>, changed: () => void): Ahead {
  let waiting: string[] = []
  let answers = new Map<string, number>()
  let round = 0
  let asking: string[] = []

  const run = async (): Promise<void> => {
    if (asking.length > 0 || waiting.length === 0) return
    const [mine, asked] = [round, waiting.splice(0, atOnce)]
    asking = asked
    const got = await fetch(asked).catch((): number[] => [])
    if (mine !== round) return
    asking = []
    if (got.length === asked.length) {
      asked.forEach((question, i) => answers.set(question, got[i] ?? 0))
      changed()
    }
    void run()
  }

  const stop = () => {
    round++
    waiting = []
    asking = []
    answers = new Map()
  }

  return {
    begin(questions) {
      stop()
      waiting = [...new Set(questions)]
      void run()
    },
    want(question) {
      const answer = answers.get(question)
      if (answer === undefined && waiting[0] !== question && !asking.includes(question)) {
        waiting = [question, ...waiting.filter((other) => other !== question)]
        void run()
      }
      return answer
    },
    stop,
  }
}
