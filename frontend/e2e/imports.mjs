// The import wizard on the real program: values are put right in place, everything can be undone, and what is
// done by mouse can be done by keyboard.
import { join } from 'node:path'
import { buildServed, openBrowser } from './lib/browser.mjs'
import { Pointer } from './lib/hands.mjs'
import { main, must, pictures, step, until } from './lib/harness.mjs'
import { offer, ordersFile, peopleFile, toStep } from './lib/importing.mjs'

await main(async () => {
  const { page, browser, trouble, outside } = await openBrowser({ binary: buildServed() })
  const pointer = new Pointer(page)
  const picture = (name) => page.screenshot({ path: join(pictures, `${name}.png`) })
  const doing = (name, run) => step(name, run, () => picture('failed'))
  const button = (name) => page.getByRole('button', { name })
  const tally = async (key) => Number((await page.locator(`.import-tally tr[data-key="${key}"] td`).first().textContent()).replace(/\D/g, ''))
  const meaning = (column) => button(new RegExp(`^Meaning of ${column}: `))

  await doing('a file offers its columns', async () => {
    await page.evaluate(() => (location.hash = '#/import'))
    await button('Choose a file').waitFor()
    await offer(page, peopleFile)
    await button('Next: Columns').click()
    await meaning('Email').waitFor()
    await picture('import-columns')
  })

  await doing('a meaning is dragged onto a column, and taken back by its name', async () => {
    const before = await meaning('Name').getAttribute('aria-label')
    await pointer.drag(page.locator('[data-meaning="field:external_id"]'), page.locator('th[data-column="1"]'))
    await button(/^Meaning of Name: .*id/i).waitFor()
    await page.keyboard.press('Control+z')
    await until(async () => (await meaning('Name').getAttribute('aria-label')) === before, 'the meaning of before')
  })

  await doing('the same by keyboard', async () => {
    await meaning('Name').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('searchbox', { name: 'Find a meaning' }).last().waitFor()
    await page.keyboard.type('customer id')
    await page.keyboard.press('Enter')
    await button(/^Meaning of Name: .*id/i).waitFor()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+z')
    await until(async () => !/id/i.test((await meaning('Name').getAttribute('aria-label')).split(':')[1]), 'the meaning of before')
  })

  await doing('rows with problems are put right in place, and the file is counted again', async () => {
    await toStep(page, 5)
    await button(/^Import [\d,]+ people/).waitFor()
    const before = await tally('added')
    await picture('import-check')
    const cause = page.locator('.import-cause', { hasText: 'left out' }).first()
    if ((await cause.getAttribute('aria-expanded')) === 'false') await cause.click()
    const fix = page.getByRole('textbox', { name: /^Right value of Email in row 42$/ })
    await fix.fill('meera@gmail.com')
    await fix.press('Enter')
    await until(async () => (await tally('added')) === before + 1, 'one more person')
    await button(/^Import [\d,]+ people/).waitFor()
  })

  await doing('it is imported with every row accounted for', async () => {
    const promised = (await tally('added')) + (await tally('updated'))
    await until(() => button(`Import ${promised} people`).isEnabled(), 'the button that says how many')
    await button(`Import ${promised} people`).click()
    await page.getByText('What to do next').waitFor({ timeout: 30_000 })
    const parts = await Promise.all(['added', 'updated', 'unchanged', 'skipped'].map(tally))
    must(parts.reduce((a, b) => a + b) === 44, `${parts} are not 44 rows`)
    await page.getByText(/No segment changed|changed most/).waitFor()
    await picture('import-result')
  })

  await doing('the whole import is undone, with an account', async () => {
    const removed = await tally('added')
    await button('Undo this import').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Undo this import' }).click()
    await page.getByRole('row', { name: `People removed ${removed}` }).waitFor({ timeout: 30_000 })
    await picture('import-undone')
    await button('Import another file').click()
    await page.getByText(/^Undone on /).waitFor()
    await picture('import-history')
  })

  await doing('orders come in by keyboard alone', async () => {
    await offer(page, ordersFile)
    await button('Next: Columns').waitFor()
    await page.locator('.import-step').first().focus()
    for (let i = 0; i < 3; i++) await page.keyboard.press('Alt+ArrowRight')
    const last = page.getByRole('radio').last()
    await last.waitFor()
    await last.focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Alt+ArrowRight')
    await until(() => button(/^Import [\d,]+ order/).isEnabled(), 'the dry run')
    await page.keyboard.press('Control+Enter')
    await page.getByText('What to do next').waitFor({ timeout: 30_000 })
    must((await tally('skipped')) === 0, 'rows of orders were left out')
    await picture('import-orders')
  })

  await doing('nothing left the computer and nothing went wrong', () => {
    const real = trouble.filter((line) => !line.includes("reading 'nodes'") && !line.includes('favicon')) // of the development runtime
    must(outside.length + real.length === 0, [...outside, ...real].join('\n'))
  })
  await browser.close()
})
