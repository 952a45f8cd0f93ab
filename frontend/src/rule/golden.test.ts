import { describe, expect, it } from 'vitest'
import sentences from '../../../backend/rule/testdata/sentences.golden?raw'
import { conditions, kinds, parseNode, parseRule, sameRule, writeNode, writeRule } from './index'

/** The rules that Go's sentences are pinned with: one of every kind and way of asking. */
const golden = sentences.split('\n').filter((line) => line.startsWith('{'))

describe("the rules of Go's golden file", () => {
  it('has every kind there is', () => {
    const seen = new Set(golden.flatMap((text) => conditions(parseRule(text)).map((c) => c.params.type)))
    expect(golden.length).toBeGreaterThan(100)
    expect([...kinds].filter((kind) => !seen.has(kind))).toEqual([])
  })

  it.each(golden)('loses nothing of %s', (text) => {
    const rule = parseRule(text)
    const written = writeRule(rule)
    expect(sameRule(parseRule(written), rule)).toBe(true)
    const document = JSON.parse(text) as Record<string, unknown>
    for (const lane of ['always', 'never']) expect((JSON.parse(written) as Record<string, unknown>)[lane]).toEqual(document[lane])
    if (!('type' in document)) return
    const back = JSON.parse(writeNode(parseNode(text))) as Record<string, unknown>
    delete back.id
    expect(back).toEqual(document)
  })
})
