// The production binary in its real WebKitGTK window, used with mouse, keyboard
// and a file dragged in from another program.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { main, must, pictures, step, until } from './lib/harness.mjs'
import { askSQL, makeSpreadsheets } from './lib/shop.mjs'
import { dropFile, openProgram } from './lib/window.mjs'

const Key = { up: '\uE013', down: '\uE015', enter: '\uE007', escape: '\uE00C', control: '\uE009' }
const include = '[data-group][aria-label="Include"]'
const rules = `document.querySelectorAll('[data-kind="condition"]').length`

await main(async () => {
  const shop = makeSpreadsheets(600)
  const program = await openProgram()
  const { js } = program
  const page = actionsOf(program)
  const picture = (name) => program.picture(join(pictures, `window-${name}.png`))
  const doing = (name, run) => step(name, run, () => picture('failed'))
  const shows = (words) => until(() => js(`return document.body.innerText.includes(arguments[0])`, words), `the words "${words}"`, 30_000)
  const workspace = () => js('return window.go.app.Workspace.State().then((s) => s.path)')

  await doing('the window opens on the first run', async () => {
    await shows('Open the sample')
    must((await js('return navigator.userAgent')).includes('AppleWebKit'), 'this is not WebKit')
    await picture('first-run')
  })

  await doing('nothing from outside may load', async () => {
    const refused = `return fetch('http://127.0.0.1:1/').then(() => 'loaded', (e) => String(e))`
    must((await js(refused)).includes('TypeError'), 'a request to another address was allowed')
  })

  await doing('a workbook dragged in from another program reaches the import', async () => {
    dropFile(program.env, shop.peopleFile, 640, 420)
    await shows('people.xlsx')
    await until(() => page.enabled(/^Next: /), 'the file to be read')
    await picture('import')
  })

  await doing('it is imported with every row', async () => {
    for (let step = 0; step < 3; step++) {
      await until(() => page.enabled(/^Next: /), 'the next step')
      await page.press(/^Next: /)
    }
    await until(() => js(`return document.querySelectorAll('input[type=radio]').length > 0`), 'the question of permission')
    await js(`[...document.querySelectorAll('input[type=radio]')].at(-1).click()`)
    await page.press(/^Next: /)
    await until(() => page.enabled(/^Import [\d,]+/), 'the dry run')
    await page.press(/^Import [\d,]+/)
    await shows('What to do next')
    must(askSQL(await workspace(), 'SELECT count(*) FROM contact') === shop.people, 'not every person is in the workspace')
    await picture('import-done')
  })

  await doing('a trait dragged by mouse becomes a rule with its count', async () => {
    await js(`location.hash = '#/segments/new'`)
    await until(() => js(`return document.querySelectorAll('[data-traits] [data-trait]').length > 5`), 'the traits')
    const truth = askSQL(await workspace(), "SELECT count(*) FROM contact WHERE f5 = 'Bengaluru'")
    await page.drag('[data-traits] [data-trait]', 'City', include)
    await until(() => js(`return ${rules} === 1`), 'the rule')
    await until(async () => (await page.audience()) === truth, `the count to be ${truth}`)
    await picture('studio')
  })

  await doing('a second drag right after the first works', async () => {
    await page.drag('[data-traits] [data-trait]', 'Email', include)
    await until(() => js(`return ${rules} === 2`), 'the second rule')
  })

  await doing('a rule is lifted, moved and dropped by keyboard', async () => {
    const order = () => js(`return [...document.querySelectorAll('[data-kind="condition"]')].map((c) => c.innerText).join('|')`)
    const before = await order()
    await js(`document.querySelector('[data-kind="condition"] [aria-label^="Move:"]').focus()`)
    await program.keys(' ')
    await shows('Moving')
    for (let i = 0; i < 3; i++) await program.keys(Key.down)
    await program.keys(Key.enter)
    await until(async () => (await order()) !== before, 'the rule to move')
    await picture('keyboard')
    await program.chord(Key.control, 'z')
    await until(async () => (await order()) === before, 'undo')
  })

  await doing('a rule dropped on another makes a group, a rule dropped on the traits goes', async () => {
    await page.drag('[data-traits] [data-trait]', 'Language', '[data-kind="condition"]', 0.5)
    await until(() => js(`return ${rules} === 3 && document.querySelectorAll('[data-mode=any][role=group]').length === 1`), 'the group')
    await page.drag('[aria-label^="Move: prefer"]', '', '[data-traits]')
    await until(() => js(`return ${rules} === 2`), 'the rule to go')
  })

  await doing('a block is dragged into a mail for the segment', async () => {
    await page.press(/^Save segment/)
    await until(() => page.enabled(/^Draft a campaign/), 'the segment to be saved')
    await page.press(/^Draft a campaign/)
    const blocks = `document.querySelectorAll('[data-hit]').length`
    await until(() => js(`return ${blocks} > 3`), 'the mail')
    const before = await js(`return ${blocks}`)
    await page.drag('[data-block-kind=button]', '', '[data-hit]', 0.9)
    await until(() => js(`return ${blocks} === ${before + 1}`), 'the button in the mail')
    await picture('composer')
  })

  await doing('the window is closed and its place remembered', async () => {
    await program.quit()
    const kept = () => JSON.parse(readFileSync(join(program.home, '.config/kvnmail/preferences.json'), 'utf8'))
    await until(() => kept().window.width >= 1080 && kept().recent.length === 1, 'the window to be remembered')
  })
})

/** What a person does, by the words on the screen. */
function actionsOf({ js, pointer }) {
  const button = `const find = (source) => [...document.querySelectorAll('button')].find((b) => new RegExp(source).test(b.innerText.trim()))`
  const box = (css, words) =>
    js(
      `const e = [...document.querySelectorAll(arguments[0])].find((e) => e.innerText.includes(arguments[1]))
       e.scrollIntoView({ block: 'nearest' })
       const { x, y, width, height } = e.getBoundingClientRect()
       return { x, y, width, height }`,
      css, words,
    )
  return {
    enabled: (name) => js(`${button}; const b = find(arguments[0]); return Boolean(b && !b.disabled)`, name.source),
    press: (name) => js(`${button}; find(arguments[0]).click()`, name.source),
    audience: () => js(`return Number(document.querySelector('[data-testid=audience-count]').dataset.people || -1)`),
    /** Drags what matches and holds the words to the lower end of the target, or with at: 0.5 to its middle. */
    async drag(source, words, target, at = 1) {
      const from = await box(source, words)
      const to = await box(target, '')
      const move = (x, y, duration) => ({ type: 'pointerMove', origin: 'viewport', x: Math.round(x), y: Math.round(y), duration })
      const start = [from.x + Math.min(40, from.width / 2), from.y + from.height / 2]
      const end = [to.x + to.width / 2, to.y + Math.min(to.height * at, to.height - 14)]
      const path = Array.from({ length: 12 }, (_, i) => move(start[0] + ((end[0] - start[0]) * (i + 1)) / 12, start[1] + ((end[1] - start[1]) * (i + 1)) / 12, 20))
      await pointer([move(...start, 0), { type: 'pointerDown', button: 0 }, ...path, { type: 'pause', duration: 300 }, { type: 'pointerUp', button: 0 }])
    },
  }
}
