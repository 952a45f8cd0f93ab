import { expect, it } from 'vitest'
import { createAhead } from './ahead'

const turn = () => new Promise((resolve) => setTimeout(resolve))

function slow() {
  const asked: { questions: string[]; answer(): void; fail(): void }[] = []
  let changes = 0
  const ahead = createAhead(
    (questions) => new Promise((resolve, reject) => asked.push({ questions, answer: () => resolve(questions.map((q) => q.length)), fail: () => reject(new Error('no')) })),
    () => changes++,
  )
  return { ahead, asked, changes: () => changes }
}

it('asks a few at a time, each once, and answers from what has come', async () => {
  const { ahead, asked, changes } = slow()
  ahead.begin(['a', 'bb', 'a', 'ccc', 'd', 'e', 'f', 'g'])
  expect(asked[0]?.questions).toEqual(['a', 'bb', 'ccc', 'd', 'e', 'f'])
  expect(ahead.want('bb')).toBeUndefined()
  asked[0]?.answer()
  await turn()
  expect(ahead.want('bb')).toBe(2)
  expect(changes()).toBe(1)
  expect(asked.flatMap((a) => a.questions).filter((q) => q === 'g')).toHaveLength(1)
})

it('asks what is wanted now before all others', async () => {
  const { ahead, asked } = slow()
  ahead.begin(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
  ahead.want('h')
  asked[0]?.answer()
  await turn()
  expect(asked[1]?.questions).toEqual(['h', 'g'])
})

it('drops answers of an earlier round and goes on after a failure', async () => {
  const { ahead, asked, changes } = slow()
  ahead.begin(['a'])
  ahead.begin(['b'])
  asked[0]?.answer()
  await turn()
  expect(changes()).toBe(0)
  asked[1]?.fail()
  await turn()
  ahead.want('b')
  await turn()
  asked.at(-1)?.answer()
  await turn()
  expect(ahead.want('b')).toBe(1)
})
