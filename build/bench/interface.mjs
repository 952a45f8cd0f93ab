// How long a marketer waits, in the program's real window, on a workspace of a million people: from a key or
// a move of the mouse to the frame that shows the exact answer. Prints medians and 95th percentiles beside
// their goals as JSON; no repetition asks what an earlier one asked.
//   node build/bench/interface.mjs WORKSPACE [REPETITIONS]
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { freshHome, main, until } from '../../frontend/e2e/lib/harness.mjs'
import { openProgram } from '../../frontend/e2e/lib/window.mjs'
import { clock, framesOfAScroll } from './clock.mjs'

const [workspace, repetitions = '40'] = process.argv.slice(2)
const times = Number(repetitions)
const key = { enter: '\uE007', escape: '\uE00C', down: '\uE015', up: '\uE013' }

const happened = (id, event, n, days) => ({ id, type: 'event', event, count: { op: 'at_least', n }, window: { kind: 'last', n: days, unit: 'day' } })
const rule = {
  version: 1,
  include: {
    id: 'in',
    all: [
      happened('a', 'purchased', 2, 400),
      { id: 'b', type: 'recency', event: 'purchased', which: 'last', window: { kind: 'more_than_ago', n: 20, unit: 'day' } },
      { id: 'g', any: [happened('c', 'opened', 1, 90), happened('d', 'visited', 2, 60)] },
      { id: 'e', type: 'messages', n: 3, action: 'opened', count: { op: 'exactly', n: 0 }, not: true },
      happened('f', 'opened', 3, 365),
    ],
  },
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

await main(async () => {
  const home = freshHome()
  const file = join(home, 'million.kvnmail')
  copyFileSync(workspace, file)
  await once(home, file, async ({ js }) => js(`return window.go.app.Segments.Save(0, 'Measured', arguments[0]).then((s) => s.id)`, JSON.stringify(rule)))
  const figures = {}
  await once(home, file, async (program) => {
    figures.start = await start(program)
    await program.js(`location.hash = '/segments/1'`)
    await until(() => program.js(`return Number(document.querySelector('[data-testid=audience-count]')?.dataset.people) > 0`), 'the studio', 60_000)
    await program.js(clock)
    figures.editToPaintedNumber = goal(100, await edits(program))
    figures.dragToPaintedNumber = goal(50, await hovers(program))
    figures.typingToPaint = goal(50, await typing(program))
    figures.scrollFrame = goal(33, await scrolling(program))
  })
  console.log(JSON.stringify({ ...figures }, null, 2))
})

/** One run of the program on the file. */
async function once(home, file, run) {
  const program = await openProgram({ home, args: [file] })
  await until(() => program.js(`return window.go.app.Workspace.State().then((s) => s.open && !s.loading)`), 'the workspace to be counted', 120_000)
  const result = await run(program)
  await program.quit()
  return result
}

/** From the window being shown to the numbers of the first screen, as the page marked them. */
async function start({ js }) {
  await until(() => js(`return performance.getEntriesByName('first numbers').length > 0`), 'the first numbers')
  return js(`const at = (name) => performance.getEntriesByName(name)[0]?.startTime
    return { pageToWindow: Math.round(at('window shown')), windowToUseful: Math.max(0, Math.round(at('first numbers') - at('window shown'))), goal: 1000 }`)
}

/** Flips rules by the keyboard: each flip is another question. */
async function edits({ js, keys }) {
  const rules = ['a', 'b', 'c', 'd', 'e', 'f']
  for (let i = 0; i < times; i++) {
    // Gray code over the rules: no combination comes twice
    const flipped = Math.log2((i + 1) & -(i + 1)) % rules.length
    await js(`document.querySelector('[data-node="' + arguments[0] + '"] .grip').focus()`, rules[flipped])
    await js(`kvnClock.begin('keydown')`)
    await keys('n')
    await until(() => js(`return kvnClock.idle()`), '', 3000).catch(() => undefined) // as many people as before: nothing to see
    await pause(700) // what follows from the edit is there too
  }
  return js(`return kvnClock.take()`)
}

/** Drags chips over places that lead to different audiences and stops at each. */
async function hovers({ js, pointer }) {
  const chips = await js(`return [...document.querySelectorAll('[data-traits] [data-trait]')].slice(0, 24).filter((c) => c.getBoundingClientRect().bottom < innerHeight - 40).map((c) => { const r = c.getBoundingClientRect(); return [Math.round(r.x + 40), Math.round(r.y + r.height / 2)] })`)
  await js(`kvnClock.begin('pointermove')`)
  for (const [x, y] of chips.slice(0, Math.ceil(times / 4))) {
    const gaps = await js(`return ['[data-node=a] .rule-card', '[data-node=c] .rule-card', '.lane.out', '[data-node=c] .rule-card'].map((css) => { const r = document.querySelector(css).getBoundingClientRect(); return [Math.round(r.x + r.width / 2), Math.round(Math.min(r.bottom, innerHeight - 60) - 3)] })`)
    const move = (px, py, duration = 40) => ({ type: 'pointerMove', x: px, y: py, duration })
    await pointer([move(x, y), { type: 'pointerDown', button: 0 }, move(x + 30, y + 8), ...gaps.flatMap(([gx, gy]) => [move(gx, gy, 60), { type: 'pause', duration: 180 }]), move(x, 4), { type: 'pause', duration: 60 }])
    await js(`dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))`)
    await pointer([{ type: 'pointerUp', button: 0 }])
  }
  return js(`return kvnClock.take()`)
}

/** Types into the search of the traits. */
async function typing({ js, keys }) {
  await js(`document.querySelector('[data-traits] input').focus(); kvnClock.begin('input')`)
  for (let i = 0; i < times; i++) {
    await keys('purchasedays'[i % 12])
    await pause(40)
  }
  const taken = await js(`return kvnClock.take()`)
  await keys(key.escape)
  return taken
}

/** Frame after frame through the whole table of people, slowly and by leaps. */
async function scrolling({ js }) {
  await js(`location.hash = '/people'`)
  await until(() => js(`return document.querySelectorAll('[role=grid] [role=row]').length > 10`), 'the table of people', 60_000)
  return js(framesOfAScroll)
}

function goal(most, list) {
  const sorted = list.toSorted((a, b) => a - b)
  const at = (share) => Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(1))
  return { runs: list.length, median: at(0.5), p95: at(0.95), slowest: at(1), goal: most, reached: at(0.95) <= most }
}
