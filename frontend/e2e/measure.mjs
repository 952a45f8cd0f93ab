// How long a marketer waits for a count in the real window: from the edit's rule
// leaving the interface to the answer arriving, on the sample shop. Prints JSON
// with medians and 95th percentiles in milliseconds. No edit repeats another one.
import { main } from './lib/harness.mjs'
import { openProgram, openSample } from './lib/window.mjs'

const happened = (event, n, days) => ({ type: 'event', event, count: { op: 'at_least', n }, window: { kind: 'last', n: days, unit: 'day' } })
const edits = {
  oneCondition: (n) => [happened('purchased', 1 + (n % 3), 30 + n)],
  fourConditions: (n) => [
    happened('purchased', 2, 200 + n),
    { type: 'recency', event: 'purchased', which: 'last', window: { kind: 'more_than_ago', n: 20 + n, unit: 'day' } },
    { type: 'field', field: 'city', op: 'any_of', values: ['Bengaluru', 'Pune'] },
    happened('opened', 1 + (n % 4), 90 + n),
  ],
}

const measured = `
  const rules = arguments[0]
  return (async () => {
    const times = []
    for (const rule of rules) {
      const start = performance.now()
      const { unfinished } = await window.go.app.Segments.Count(rule)
      if (unfinished.length) throw new Error('an unfinished rule')
      times.push(performance.now() - start)
      await new Promise((r) => setTimeout(r, 20))
    }
    return times
  })()`

await main(async () => {
  const program = await openProgram()
  await openSample(program)
  const figures = {}
  for (const [name, rule] of Object.entries(edits)) {
    const rules = Array.from({ length: 61 }, (_, n) => JSON.stringify({ version: 1, include: { all: rule(n) } }))
    const times = await program.js(measured, rules)
    figures[name] = summary(times.slice(1))
  }
  console.log(JSON.stringify({ people: 48_000, runs: 60, ...figures }, null, 2))
  await program.quit()
})

function summary(times) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share) => Number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1))
  return { median: at(0.5), p95: at(0.95), slowest: at(1) }
}
