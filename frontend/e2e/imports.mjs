// The import like a marketer does it: rows that are wrong are mended in place, a meaning is dragged onto a column,
// everything by keyboard alone, the account adds up, an import is undone, and one that was interrupted goes on.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildServed, openBrowser } from './lib/browser.mjs'
import { Pointer } from './lib/hands.mjs'
import { freshHome, main, must, pictures, step, until } from './lib/harness.mjs'

/** A list with wrong addresses, a typo of a big domain and somebody who comes twice. */
const people = ['Email,First name,City,Loyalty points,Status',
  ...Array.from({ length: 40 }, (_, n) => `person${n}@example.in,Asha,Pune,${n},subscribed`),
  'not-an-address,Ravi,Goa,5,subscribed', 'lata@example.in,Lata,Goa,many,subscribed', 'person3@example.in,Asha,Pune,3,subscribed', 'gone@example.in,Meera,Kochi,1,unsubscribed'].join('\n')

/** A list whose columns say nothing by their names. */
const plain = ['Wohnt in,Wert,Kontakt', ...Array.from({ length: 12 }, (_, n) => `Pune,${n},other${n}@example.in`)].join('\n')

await main(async () => {
  const home = freshHome()
  const { page } = await openBrowser({ binary: buildServed(), home })
  const doing = (name, run) => step(name, run, () => page.screenshot({ path: join(pictures, 'failed.png') }))
  const button = (name) => page.getByRole('button', { name, exact: true })
  const file = (name, text) => {
    const path = join(home, name)
    writeFileSync(path, text)
    return path
  }
  const drop = (path) => page.evaluate((dropped) => window.wails.EventsNotify(JSON.stringify({ name: 'file', data: [dropped] })), path)
  const tally = async (row) => Number((await page.getByRole('row', { name: row }).locator('td').first().textContent()).replaceAll(',', ''))

  await doing('a list with wrong rows is looked through, and every cause is told', async () => {
    await drop(file('people.csv', people))
    await button('Next: Columns').click()
    await button('Next: Who is who').click()
    await page.getByText('1 row is about somebody who came earlier in the file.').waitFor()
    await button('Next: Permission').click()
    await page.getByRole('radio', { name: /They agreed to get mails/ }).check()
    await page.getByLabel('Where they agreed').fill('Stall at the fair')
    await button('Next: Check').click()
    await page.getByText('1 address in this file says no', { exact: false }).waitFor()
    must((await tally(/^Left out/)) === 1, 'the row without an address is not left out')
    await page.screenshot({ path: join(pictures, 'imports-check.png') })
  })

  await doing('a wrong address is mended in place and the row comes in', async () => {
    const cause = page.locator('.import-cause').filter({ hasText: 'Row left out' })
    await cause.getByRole('button', { name: 'Show 1' }).click()
    await cause.getByLabel(/^Right value of Email in row 42/).fill('ravi@example.in')
    await cause.getByRole('button', { name: 'Use', exact: true }).first().click()
    await page.getByText('1 correction made here', { exact: false }).waitFor()
    await until(async () => (await page.getByRole('row', { name: /^Left out/ }).count()) === 1 && (await tally(/^Left out/)) === 0, 'no row left out')
  })

  await doing('the import keeps its promise and its account adds up', async () => {
    await button('Import 43 people').click()
    await page.getByRole('heading', { name: '43 people are in' }).waitFor()
    await page.getByText('44 rows = 43 new + 0 updated + 1 unchanged + 0 left out', { exact: false }).waitFor()
    await page.screenshot({ path: join(pictures, 'imports-done.png') })
  })

  await doing('it is undone, and the people are gone', async () => {
    await button('Undo this import').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Undo this import' }).click()
    await page.getByText('43 people removed', { exact: false }).waitFor()
    await page.getByText('1 address stays closed', { exact: false }).waitFor()
    await page.getByText('This import is undone.', { exact: false }).waitFor()
    await page.screenshot({ path: join(pictures, 'imports-undone.png') })
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await button('Add their orders').click()
    await page.getByText(/^Undone on /).waitFor()
  })

  await doing('a meaning is dragged onto a column that nothing was known of', async () => {
    await drop(file('plain.csv', plain))
    await button('Next: Columns').click()
    const city = page.getByRole('group', { name: 'What a column can be' }).getByText('City', { exact: true })
    const shot = () => page.screenshot({ path: join(pictures, 'imports-drag.png') })
    await new Pointer(page).drag(city, page.getByRole('columnheader', { name: /Wohnt in/ }), { seen: shot })
    await page.getByRole('button', { name: /^Meaning of Wohnt in: City/ }).waitFor()
  })

  await doing('the rest goes by keyboard alone', async () => {
    const press = (key) => page.keyboard.press(key)
    await page.getByRole('button', { name: /^Meaning of Wert/ }).focus()
    await press('Enter')
    await page.getByRole('combobox', { name: 'Find a meaning' }).fill('leave')
    await press('Enter')
    const header = page.getByRole('button', { name: /^Meaning of Wert: Left out/ })
    await header.waitFor()
    await until(() => header.evaluate((el) => el === document.activeElement), 'the focus to be back on the header')
    await press('Control+z')
    await header.waitFor({ state: 'detached' })
    await press('Control+Shift+z')
    await header.waitFor()
    await press('Alt+ArrowRight')
    await page.getByRole('row', { name: /^New people/ }).waitFor()
    await press('Alt+ArrowRight')
    await page.getByRole('radio', { name: /They agreed to get mails/ }).focus()
    await press('ArrowDown')
    await press('ArrowDown')
    await page.getByText('12 new people would be in your lists', { exact: false }).waitFor()
    await press('Alt+ArrowRight')
    await button('Import 12 people').waitFor()
    await button('Import 12 people').focus()
    await press('Enter')
    await page.getByRole('heading', { name: '12 people are in' }).waitFor()
  })
})
