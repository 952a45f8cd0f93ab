// The main job in Chromium on the real Go program, as a person would do it:
// drop a workbook, map it, drag a segment together, check the count by SQL,
// draft a mail, preview it, send it to the outbox, read what arrived.
import { join } from 'node:path'
import { buildServed, openBrowser } from './lib/browser.mjs'
import { main, must, pictures, step, until } from './lib/harness.mjs'
import { mailServer } from './lib/mailserver.mjs'
import { drag, dragTrait, importDropped } from './lib/person.mjs'
import { askSQL, askTables, makeSpreadsheets } from './lib/shop.mjs'
import { readMails, sqlTruth } from './lib/truth.mjs'

const number = (text) => Number(String(text).replace(/[^\d]/g, ''))

await main(async () => {
  const shop = makeSpreadsheets(2000)
  const { page, browser, trouble, outside } = await openBrowser({ binary: buildServed() })
  const picture = (name) => page.screenshot({ path: join(pictures, `${name}.png`) })
  const named = (role, name) => page.getByRole(role, { name })
  const doing = (name, run) => step(name, run, () => picture('failed'))
  // in this page only: the program's own hidden window would answer a real event too
  const drop = (file) => page.evaluate((path) => window.wails.EventsNotify(JSON.stringify({ name: 'file', data: [path] })), file)
  const audience = async () => number(await page.getByTestId('audience-count').textContent())
  const include = page.locator('[data-group][aria-label="Include"]')
  const rules = page.locator('[data-kind="condition"]')
  const ruleCount = (n) => until(async () => (await rules.count()) === n, `${n} rules`)
  const workspace = () => page.evaluate(() => window.go.app.Workspace.State().then((s) => s.path))

  await doing('a first start offers two doors', async () => {
    await named('button', 'Open the sample').waitFor()
    await picture('first-run')
  })

  await doing('a dropped workbook of people is imported with every row accounted for', async () => {
    await drop(shop.peopleFile)
    await importDropped(page, named, picture, 'people')
    await page.getByText(/2,000/).first().waitFor()
    must(askSQL(await workspace(), 'SELECT count(*) FROM contact') === shop.people, 'not every person is in the workspace')
  })

  await doing('a dropped csv of orders is imported and matched by email', async () => {
    await drop(shop.ordersFile)
    await importDropped(page, named, picture, 'orders')
    const lines = askTables(await workspace(), 'SELECT count(*) FROM event WHERE type_id = 12')
    must(lines === shop.lines, `${lines} lines of ${shop.lines} became events`)
  })

  await doing('settings take the sender and the postal address', async () => {
    await named('link', 'Settings').click()
    await page.getByLabel(/sender/i).first().fill('Nila Botanics')
    await page.getByLabel(/postal address/i).fill('14 Church Street, Bengaluru 560001, India')
    await page.getByLabel(/unsubscribe/i).first().fill('leave@nilabotanics.example')
    await named('button', /save/i).first().click()
    await until(() => page.evaluate(() => window.go.app.Workspace.State().then((s) => s.settings.postalAddress.includes('Church'))), 'the settings to be stored')
  })

  await doing('rules are dragged into a segment while exact counts follow', async () => {
    await named('link', 'Segments').click()
    await named('button', 'New segment').first().click()
    await page.locator('[data-traits] [data-trait]').first().waitFor()
    await picture('studio-empty')
    await dragTrait(page, 'Placed orders', include)
    await ruleCount(1)
    await dragTrait(page, 'Last order', include)
    await ruleCount(2)
    await dragTrait(page, 'City', include)
    await ruleCount(3)
    await page.waitForTimeout(800)
    await picture('studio')
  })

  await doing('the audience agrees with SQL', async () => {
    const shown = await audience()
    const truth = await sqlTruth(page, await workspace())
    must(shown === truth, `the studio says ${shown}, SQL says ${truth}`)
  })

  await doing('undo and redo name and do the step', async () => {
    const before = await audience()
    await named('button', /^Undo/).click()
    await ruleCount(2)
    await named('button', /^Redo/).click()
    await until(async () => (await audience()) === before, 'the count to come back')
  })

  await doing('a value changed in its editor changes the exact count', async () => {
    const before = await audience()
    await rules.nth(0).locator('[data-token=count]').click()
    await page.getByLabel('How many times').fill('3')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await until(async () => (await audience()) < before, 'fewer people')
    await page.waitForTimeout(300)
    const truth = await sqlTruth(page, await workspace())
    must((await audience()) === truth, `the studio says ${await audience()}, SQL says ${truth}`)
    await named('button', /^Undo/).click()
    await until(async () => (await audience()) === before, 'the count to come back')
  })

  await doing('a trait dropped in the middle of a rule makes a group, a rule dragged back to the traits goes', async () => {
    const before = await audience()
    await drag(page, page.locator('[data-traits] [data-trait]', { hasText: 'Language' }).first(), rules.nth(2))
    await ruleCount(4)
    must((await page.getByRole('group', { name: /^Match any/ }).count()) === 1, 'no group was made')
    await picture('studio-group')
    await drag(page, rules.nth(3).getByRole('button', { name: /^Move/ }), page.locator('[data-traits]'))
    await ruleCount(3)
    await until(async () => (await audience()) === before, 'the count of before')
  })

  await doing('people are left out by a rule in the other lane', async () => {
    const before = await audience()
    await dragTrait(page, 'Skin type', page.locator('[data-group][aria-label="Leave out"]'))
    await ruleCount(4)
    await until(async () => (await audience()) < before, 'fewer people')
    await picture('studio-leave-out')
    await named('button', /^Undo/).click()
    await ruleCount(3)
    await until(async () => (await audience()) === before, 'the count to come back')
  })

  await doing('the segment is saved and a campaign drafted for it', async () => {
    await named('button', 'Save segment').click()
    await until(() => page.evaluate(() => window.go.app.Segments.List().then((l) => l.length === 1)), 'the segment to be saved')
    await named('button', 'Draft a campaign').click()
    await page.getByLabel('Subject').waitFor()
    await page.waitForTimeout(800)
    await picture('composer')
  })

  await doing('the mail is written: subject, a text in place, a button dragged in', async () => {
    await page.getByLabel('Subject').click()
    await page.keyboard.press('End')
    await page.keyboard.type(' today')
    const hits = page.locator('[data-hit]')
    await hits.filter({ hasNot: page.locator('[data-never]') }).nth(2).dblclick()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' We mean it.')
    await page.keyboard.press('Escape')
    const blocks = await hits.count()
    await drag(page, page.locator('[data-block-kind="button"]'), hits.nth(3), 'end')
    await until(async () => (await hits.count()) === blocks + 1, 'the button in the mail')
    await picture('composer-written')
    const draft = () => page.evaluate(() => window.go.app.Campaigns.List().then((l) => window.go.app.Campaigns.Get(l[0].id)))
    await until(async () => JSON.stringify(await draft()).includes('We mean it.') && (await draft()).subject.endsWith(' today'), 'the draft to be saved by itself')
    await named('button', /^Undo/).click()
    await until(async () => (await hits.count()) === blocks, 'the button to go again')
  })

  await doing('an account of a real mail server is added, tried, and sends a test', async () => {
    const sink = await mailServer()
    await named('link', 'Settings').click()
    await named('button', 'Add an account').click()
    for (const [label, value] of Object.entries({ Name: 'The shop', 'From name': 'Nila Botanics', 'From address': 'hello@nilabotanics.example', 'Mail server': '127.0.0.1', Port: String(sink.port) })) {
      await page.getByRole('dialog').getByLabel(label, { exact: true }).fill(value)
    }
    await page.getByRole('dialog').getByLabel(/^Protection/).click()
    await page.getByRole('option', { name: /^None/ }).click()
    await named('button', 'Test the connection').click()
    await page.getByRole('dialog').locator('.notice.good').waitFor()
    await picture('account')
    await named('button', 'Save account').click()
    await named('link', 'Campaigns').click()
    await page.getByText('Mail to New segment').click()
    await page.getByText('Audience', { exact: true }).click()
    const account = page.getByLabel('Sending account')
    const choose = async (name) => account.selectOption(await account.locator('option', { hasText: name }).getAttribute('value'))
    await choose('The shop')
    await named('button', 'Send a test').click()
    await page.getByLabel('To your address').fill('me@nilabotanics.example')
    await named('button', 'Send test').click()
    await page.getByRole('dialog').locator('.notice.good').waitFor()
    await picture('test-mail')
    const got = sink.mails()
    must(got.length === 1 && /^To: .*me@nilabotanics\.example/m.test(got[0]) && got[0].includes('We mean it.'), `the server got ${got.length} mails`)
    await named('button', 'Close').last().click()
    await choose('Outbox on this computer')
    await page.getByText('Content', { exact: true }).click()
  })

  await doing('the mail is previewed as a real person', async () => {
    await page.getByRole('group', { name: 'Mode' }).getByRole('button', { name: 'Preview' }).click()
    const mail = page.frameLocator('iframe').first()
    const greeting = async () => /Dear ([^,]+),/.exec(await mail.locator('body').innerText())?.[1]
    const first = await until(greeting, 'the greeting by name')
    await picture('preview')
    await named('button', 'Next person').click()
    await until(async () => (await greeting()) !== first, 'the next person')
    await named('button', /^Phone, /).click()
    await page.waitForTimeout(400)
    await picture('preview-phone')
  })

  await doing('it is reviewed and sent to the outbox on this computer', async () => {
    await named('button', 'Review and send').click()
    const send = named('button', /^Send to /)
    await send.waitFor()
    await page.waitForTimeout(500)
    await picture('review')
    await send.click()
    await until(() => page.evaluate(() => window.go.app.Campaigns.List().then((l) => l[0].state === 'sent')), 'the campaign to be sent', 60_000)
    await picture('sent')
  })

  await doing('every person got exactly one mail that an independent parser reads', async () => {
    const path = await workspace()
    const sent = askSQL(path, "SELECT count(*) FROM send WHERE state = 'sent'")
    const kept = askSQL(path, 'SELECT count(*) FROM outbox_mail')
    const people = askSQL(path, 'SELECT count(DISTINCT recipient) FROM outbox_mail')
    must(sent > 0 && kept === sent && people === sent, `${sent} sent, ${kept} kept, ${people} people`)
    must(readMails(path) === sent, 'a mail is not as it should be')
    await page.evaluate(() => (location.hash = '#/outbox'))
    await page.waitForTimeout(800)
    await picture('outbox')
  })

  await doing('the workspace is closed and opened again among the recent ones', async () => {
    await named('link', 'Home').click()
    await named('button', 'Open another workspace').click()
    await page.getByText('Close this workspace').waitFor()
    await page.waitForTimeout(200)
    await picture('workspaces')
    await page.getByText('Close this workspace').click()
    await named('button', 'Open the sample').waitFor()
    await page.locator('.recent').first().click()
    await page.getByRole('link', { name: 'People', exact: true }).waitFor()
  })

  await doing('nothing left the computer and nothing was complained about', async () => {
    must(outside.length === 0, `requests outside: ${outside.join(', ')}`)
    const real = trouble.filter((t) => !t.includes("reading 'nodes'") && !t.includes('favicon'))
    must(real.length === 0, real.join('\n'))
  })
  await browser.close()
})
