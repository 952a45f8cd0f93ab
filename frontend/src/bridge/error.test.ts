import { describe, expect, test } from 'vitest'
import { BridgeError, toBridgeError } from './error'

const json = '{"code":"conflict","message":"This segment is in use.","fields":{"path":"/include"}}'

describe('a failed call', () => {
  for (const [name, reason] of Object.entries({ text: json, 'an Error': new Error(json), 'an object': JSON.parse(json) as object })) {
    test(`carries its sentence as ${name}`, () => {
      expect(toBridgeError(reason)).toMatchObject({ code: 'conflict', message: 'This segment is in use.', path: '/include' })
    })
  }

  test('that says nothing is given words', () => {
    for (const reason of [undefined, '', new Error('')]) expect(toBridgeError(reason).message).toMatch(/Something went wrong/)
  })

  test('in plain words keeps them', () => {
    expect(toBridgeError(new Error('out of luck'))).toMatchObject({ code: 'internal', message: 'out of luck' })
    const known = new BridgeError('full', 'The disk is full.')
    expect(toBridgeError(known)).toBe(known)
  })
})
