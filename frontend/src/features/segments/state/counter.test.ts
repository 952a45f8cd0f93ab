import { expect, it } from 'vitest'
import { createCounter } from './counter'

const turn = () => new Promise((resolve) => setTimeout(resolve))

function slowCounter() {
  const asked: { question: string; answer(value: number): void; fail(): void }[] = []
  const shown: string[] = []
  const counter = createCounter<string, number>(
    (question) => new Promise((answer, fail) => asked.push({ question, answer, fail: () => fail(new Error('no')) })),
    (question, answer) => shown.push(`${question}=${answer}`),
    (question) => shown.push(`${question} failed`),
  )
  return { asked, shown, counter }
}

it('shows only the answer to the newest question and skips those between', async () => {
  const { asked, shown, counter } = slowCounter()
  counter.ask('a')
  counter.ask('b')
  counter.ask('c')
  asked[0]!.answer(1)
  await turn()
  expect(asked.map((a) => a.question)).toEqual(['a', 'c'])
  asked[1]!.answer(3)
  await turn()
  expect(shown).toEqual(['c=3'])
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
