import { expect, it } from 'vitest'
import { BridgeError } from '../../../bridge/error'
import { createCounter } from './counter'

const turn = () => new Promise((resolve) => setTimeout(resolve))

function slowCounter() {
  const asked: { question: string; answer(value: number): void; fail(): void; stop(): void }[] = []
  const shown: string[] = []
  const counter = createCounter<string, number>(
    (question) =>
      new Promise((answer, fail) =>
        asked.push({ question, answer, fail: () => fail(new Error('no')), stop: () => fail(new BridgeError('canceled', 'Stopped.', '')) }),
      ),
    (question, answer) => shown.push(`${question}=${answer}`),
    (question) => shown.push(`${question} failed`),
  )
  return { asked, shown, counter }
}

it('shows only the answer to the newest question, in whatever order they come', async () => {
  const { asked, shown, counter } = slowCounter()
  counter.ask('a')
  counter.ask('b')
  counter.ask('c')
  expect(asked.map((a) => a.question)).toEqual(['a', 'b', 'c'])
  asked[2]!.answer(3)
  asked[0]!.answer(1)
  asked[1]!.fail()
  await turn()
  expect(shown).toEqual(['c=3'])
})

it('asks again when the newest question was given up for somebody else', async () => {
  const { asked, shown, counter } = slowCounter()
  counter.ask('a')
  asked[0]!.stop()
  await turn()
  asked[1]!.answer(2)
  await turn()
  expect(shown).toEqual(['a=2'])
})

it('goes on after a failure and shows nothing once stopped', async () => {
  const { asked, shown, counter } = slowCounter()
  counter.ask('a')
  asked[0]!.fail()
  await turn()
  counter.ask('b')
  counter.stop()
  asked[1]!.answer(2)
  await turn()
  expect(shown).toEqual(['a failed'])
})
