// A spreadsheet with faults comes in: a meaning is dragged onto a column, faults are mended in place, every row
// is accounted for, the import is undone, and the same is done again without a mouse.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildServed, openBrowser } from './lib/browser.mjs'
import { Keyboard, Pointer } from './lib/hands.mjs'
import { freshHome, main, must, pictures, step, until } from './lib/harness.mjs'
import { askSQL } from './lib/shop.mjs'

const good = 60

/** 60 sound rows, three addresses that are none, one row without any, one person twice. */
function faultyFile(folder) {
  const rows = Array.from({ length: good }, (_, i) => `buyer${i}@example.in,Buyer ${i},${['Pune', 'Surat', 'Kochi'][i % 3]}`)
  rows.push('same as above,Asha,Pune', 'ravi(at)example,Ravi,Kochi', 'meena at example,Meena,Surat', ',Nobody,Pune', 'buyer0@example.in,Buyer 0,Pune')
  const path = join(folder, 'faults.csv')
  writeFileSync(path, ['E-mail,Full name,Where', ...rows].join('\n') + '\n')
  return path
}

await main(async () => {
  const home = freshHome()
  const { page, browser, outside, trouble } = await openBrowser({ binary: buildServed(), home })
  const file = faultyFile(home)
  const [pointer, keyboard] = [new Pointer(page), new Keyboard(page)]
  const named = (role, name) => page.getByRole(role, { name })
  const doing = (name, run) => step(name, run, () => page.screenshot({ path: join(pictures, 'failed-imports.png') }))
  const picture = (name) => page.screenshot({ path: join(pictures, `imports-${name}.png`) })
  // in this page only: the program's own hidden window would answer a real event too
  const drop = () => page.evaluate((path) => window.wails.EventsNotify(JSON.stringify({ name: 'file', data: [path] })), file)
  const workspace = () => page.evaluate(() => window.go.app.Workspace.State().then((s) => s.path))
  const people = async () => askSQL(await workspace(), 'SELECT count(*) FROM contact')
  const cause = (words) => page.locator('.import-cause').filter({ hasText: words })
  const button = (n) => named('button', `Import ${n} people`)

  const mendRow = async (row, to) => {
    const right = page.getByLabel(`Right value of E-mail in row ${row}`)
    await right.fill(to)
    await right.press('Enter')
    await right.waitFor({ state: 'detached' })
  }

  /** Walks by Tab until a thing has it, as somebody without a mouse does. */
  const tabTo = async (thing, what) => {
    for (let i = 0; i < 120; i++) {
      if (await thing.evaluate((el) => el === document.activeElement).catch(() => false)) return
      await keyboard.press('Tab')
    }
    throw new Error(`${what} is not reached by Tab`)
  }

  await doing('a dropped file is read', async () => {
    await named('button', 'Open the sample').waitFor()
    await drop()
    await named('heading', 'faults.csv').waitFor()
    await picture('file')
    await named('button', 'Next: Columns').click()
  })

  await doing('a meaning is dragged onto a column', async () => {
    const chip = named('button', /^Meaning of Where/)
    await chip.waitFor()
    const city = page.locator('.import-meaning', { hasText: /^City$/ })
    await pointer.drag(city, page.locator('.import-mapping thead th').nth(3))
    await until(async () => /City/.test(await chip.getAttribute('aria-label')), 'the column to mean City')
    await keyboard.press('Control+z')
    await until(async () => !/City/.test(await chip.getAttribute('aria-label')), 'the column to mean what it did')
    await keyboard.press('Control+Shift+z')
    await until(async () => /City/.test(await chip.getAttribute('aria-label')), 'the column to mean City again')
    await chip.focus()
    await keyboard.press('Enter')
    await page.getByRole('combobox', { name: 'Find a meaning' }).fill('country')
    await keyboard.press('Enter')
    await until(async () => /Country/.test(await chip.getAttribute('aria-label')), 'the column to mean Country')
    await until(() => chip.evaluate((el) => el === document.activeElement), 'the focus to be back on the header')
    await keyboard.press('Control+z')
    await until(async () => /City/.test(await chip.getAttribute('aria-label')), 'the column to mean City again')
    await picture('columns')
    await named('button', 'Next: Who is who').click()
  })

  await doing('who comes twice in the file is told', async () => {
    await page.getByText('1 row is about somebody who came earlier in the file.').waitFor()
    await named('button', 'Next: Permission').click()
  })

  await doing('permission is asked and its consequence told in numbers', async () => {
    must(await named('button', 'Next: Check').isDisabled(), 'the step can be skipped')
    await named('radio', /I don’t have permission yet/).check()
    await page.getByText(/new people would be in your lists/).waitFor()
    await named('button', 'Next: Check').click()
  })

  await doing('faults are mended in place and the file is counted again', async () => {
    await button(good).waitFor()
    await picture('check')
    await cause(/not an email address/).getByRole('button', { name: 'Show 3' }).click()
    await mendRow(62, 'asha@example.in')
    await button(good + 1).waitFor()
    await mendRow(64, 'meena@example.in')
    await button(good + 2).waitFor()
    await named('button', 'Leave out row 63').click()
    await page.getByText(/3 corrections made here/).waitFor()
    await button(good + 2).waitFor()
    await picture('mended')
  })

  await doing('the import is in with every row accounted for', async () => {
    await button(good + 2).click()
    await page.getByText('What to do next').waitFor({ timeout: 30_000 })
    await page.getByText(/65 rows = 62 new \+ 0 updated \+ 1 unchanged \+ 2 left out/).waitFor()
    must((await people()) === good + 2, `${await people()} people are in`)
    const mended = askSQL(await workspace(), "SELECT count(*) FROM contact WHERE email = 'meena@example.in'")
    must(mended === 1, 'the mended address is not in')
    await picture('done')
  })

  await doing('the import is undone with an account', async () => {
    await named('button', 'Undo this import').click()
    await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: 'Undo this import' }).click()
    await page.getByText(/62 people removed/).waitFor({ timeout: 30_000 })
    await picture('undone')
    await page.getByText('This import is undone.', { exact: false }).waitFor()
    must((await people()) === 0, `${await people()} people are left`)
    await keyboard.press('Escape')
  })

  await doing('the list of imports says when it was undone', async () => {
    await named('button', 'Add their orders').click()
    await page.getByText(/^Undone on/).waitFor()
    await picture('history')
  })

  await doing('the same comes in again by keyboard only', async () => {
    await drop()
    await named('heading', 'faults.csv').waitFor()
    for (let i = 0; i < 3; i++) {
      const before = await page.locator('.import-step[aria-current]').innerText()
      await keyboard.press('Alt+ArrowRight')
      await until(async () => (await page.locator('.import-step[aria-current]').innerText()) !== before, 'the next step')
    }
    const first = named('radio', /They agreed to get mails/)
    await tabTo(first, 'the first answer')
    await keyboard.press('Space', 'ArrowDown', 'ArrowDown')
    must(await named('radio', /I don’t have permission yet/).isChecked(), 'the arrows do not choose an answer')
    await keyboard.press('Alt+ArrowRight')
    await button(good).waitFor()
    await tabTo(button(good), 'the button of the import')
    await keyboard.press('Enter')
    await page.getByText('What to do next').waitFor({ timeout: 30_000 })
    must((await people()) === good, `${await people()} people are in`)
  })

  await doing('nothing left the computer, and nothing went wrong unseen', () => {
    must(outside.length === 0, outside.join(', '))
    const ours = trouble.filter((words) => !words.includes("reading 'nodes'")) // the runtime's own development overlay
    must(ours.length === 0, ours.join('\n'))
  })
  await browser.close()
})
