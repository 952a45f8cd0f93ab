import { afterEach, expect, it } from 'vitest'
import { useStatus } from '../app/status'
import { dismissTrouble, useTrouble } from '../app/trouble'
import { forgetDeeds, perform, redoDeed, undoDeed, useDeeds } from './deeds'

afterEach(() => {
  forgetDeeds()
  dismissTrouble()
})

const list: string[] = []
const adding = (word: string) => ({
  label: `Added ${word}`,
  run: async () => {
    list.push(word)
    return async () => list.splice(list.indexOf(word), 1)
  },
})

it('undoes and redoes in order, naming each', async () => {
  await perform(adding('a'))
  await perform(adding('b'))
  expect(list).toEqual(['a', 'b'])
  expect(useDeeds.getState().past.at(-1)?.label).toBe('Added b')
  await undoDeed()
  expect(useStatus.getState().note).toBe('Undone: Added b')
  await undoDeed()
  expect(list).toEqual([])
  await redoDeed()
  expect(list).toEqual(['a'])
  await perform(adding('c'))
  expect(useDeeds.getState().future).toEqual([])
})

it('remembers nothing of what failed, and keeps what could not be undone', async () => {
  const failing = { label: 'Failed', run: () => Promise.reject(new Error('no')) }
  expect(await perform(failing)).toBe(false)
  expect(useTrouble.getState().sentence).not.toBe('')
  expect(useDeeds.getState().past).toEqual([])
  await perform({ label: 'Stuck', run: async () => () => Promise.reject(new Error('no')) })
  expect(await undoDeed()).toBe(false)
  expect(useDeeds.getState().past.map((d) => d.label)).toEqual(['Stuck'])
})

it('does one thing at a time', async () => {
  let finish = () => {}
  const slow = perform({ label: 'Slow', run: () => new Promise((resolve) => (finish = () => resolve(async () => undefined))) })
  expect(await perform(adding('late'))).toBe(false)
  finish()
  expect(await slow).toBe(true)
  expect(list).not.toContain('late')
})
