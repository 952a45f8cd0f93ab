// The main job in Chromium on the real Go program, as a person would do it:
// drop a workbook, map it, drag a segment together, check the count by SQL,
// draft a mail, preview it, send it to the outbox, read what arrived.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildServed, openBrowser } from './lib/browser.mjs'
import { main, must, pictures, root, step, until } from './lib/harness.mjs'
import { askSQL, makeSpreadsheets } from './lib/shop.mjs'

const daysAgo = (days) => Date.now() - days * 86_400_000
const number = (text) => Number(String(text).replace(/[^\d]/g, ''))

await main(async () => {
  const shop = makeSpreadsheets(2000)
  const { page, browser, trouble, outside } = await openBrowser({ binary: buildServed() })
  const picture = (name) => page.screenshot({ path: join(pictures, `${name}.png`) })
  const named = (role, name) => page.getByRole(role, { name })
  const doing = (name, run) => step(name, run, () => picture('failed'))
  const drop = (file) => page.evaluate((path) => window.runtime.EventsEmit('file', path), file)
  const audience = async () => number(await page.getByTestId('audience-count').textContent())
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
    const lines = askSQL(await workspace(), 'SELECT count(*) FROM event WHERE type_id = 12')
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
    await dragTrait(page, 'Placed orders', '[data-group][aria-label="Include"]')
    await page.locator('[data-kind="condition"]').nth(0).waitFor()
    await dragTrait(page, 'Last order', '[data-group][aria-label="Include"]')
    await page.locator('[data-kind="condition"]').nth(1).waitFor()
    await dragTrait(page, 'City', '[data-group][aria-label="Include"]')
    await page.locator('[data-kind="condition"]').nth(2).waitFor()
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
    await until(async () => (await page.locator('[data-kind="condition"]').count()) === 2, 'the last rule to go')
    await named('button', /^Redo/).click()
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
    await named('link', 'People').waitFor()
  })

  await doing('nothing left the computer and nothing was complained about', async () => {
    must(outside.length === 0, `requests outside: ${outside.join(', ')}`)
    const real = trouble.filter((t) => !t.includes("reading 'nodes'") && !t.includes('favicon'))
    must(real.length === 0, real.join('\n'))
  })
  await browser.close()
})

/** Walks the import's steps with what was guessed; people get a permission, orders none. */
async function importDropped(page, named, picture, kind) {
  const next = named('button', /^Next: /)
  const finish = named('button', /^Import [\d,]+/)
  for (const step of ['columns', 'match', 'permission', 'check']) {
    await until(() => next.isEnabled(), `the step before ${step}`)
    await picture(`import-${kind}-before-${step}`)
    await next.click()
    if (step === 'permission') await answerPermission(page, kind)
  }
  await until(() => finish.isEnabled(), 'the dry run', 30_000)
  await picture(`import-${kind}-check`)
  await finish.click()
  await page.getByText('What to do next').waitFor({ timeout: 60_000 })
  await picture(`import-${kind}-done`)
}

async function answerPermission(page, kind) {
  const radios = page.getByRole('radio')
  await radios.first().waitFor()
  if (kind !== 'people') return radios.last().click()
  await radios.first().click()
  await page.getByLabel('Where they agreed').fill('Checkout of the shop')
  await page.getByLabel('What they agreed to').fill('Yes, send me letters about new products and offers.')
}

/** A person's drag: press, move in small steps, rest, let go. */
async function dragTrait(page, label, target) {
  const chip = page.locator('[data-traits] [data-trait]', { hasText: label }).first()
  await chip.scrollIntoViewIfNeeded()
  const from = await chip.boundingBox()
  const lane = await page.locator(target).first().boundingBox()
  await page.mouse.move(from.x + 40, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(from.x + 60, from.y + from.height / 2 + 10, { steps: 4 })
  await page.mouse.move(lane.x + lane.width / 2, lane.y + lane.height - 14, { steps: 12 })
  await page.waitForTimeout(250)
  await page.mouse.up()
  await page.waitForTimeout(400)
}

/** Counts the three dragged rules by hand-written SQL, with their values as the studio shows them. */
async function sqlTruth(page, path) {
  const clauses = await page.locator('[data-kind="condition"]').allTextContents()
  const text = clauses.join(' | ')
  const orders = Number(/at least (\d+) order/.exec(text)[1])
  const window = /at least \d+ orders?\s*in the last (\d+) days/.exec(text)
  const quiet = Number(/more than (\d+) days/.exec(text)[1])
  const cities = /live in\s*([^|+\d]+)/.exec(text)[1].split(/,| or /).map((c) => c.trim()).filter(Boolean)
  const since = window ? `AND at > ${daysAgo(Number(window[1]))}` : ''
  const list = cities.map((c) => `'${c.replaceAll("'", "''")}'`).join(',')
  return askSQL(
    path,
    `SELECT count(*) FROM contact c WHERE f5 IN (${list})
     AND (SELECT count(*) FROM event e WHERE e.contact_id = c.id AND type_id = 10 ${since}) >= ${orders}
     AND (SELECT max(at) FROM event e WHERE e.contact_id = c.id AND type_id = 10) <= ${daysAgo(quiet)}`,
  )
}

/** Reads every kept mail with Python's mail parser and counts the good ones. */
function readMails(path) {
  const script = join(root, 'build/bin/read_mails.py')
  writeFileSync(
    script,
    `
import email, email.policy, sqlite3, sys
good = 0
for recipient, raw in sqlite3.connect('file:' + sys.argv[1] + '?mode=ro', uri=True).execute('SELECT recipient, raw FROM outbox_mail'):
    m = email.message_from_bytes(raw, policy=email.policy.default)
    text, html = m.get_body(('plain',)), m.get_body(('html',))
    assert m['To'].addresses[0].addr_spec == recipient, m['To']
    assert m['Subject'] and '{{' not in m['Subject'], m['Subject']
    assert m['List-Unsubscribe'].startswith('<mailto:leave@nilabotanics.example'), m['List-Unsubscribe']
    for part in (text, html):
        body = part.get_content()
        assert '14 Church Street' in body and '{{' not in body, recipient
    assert not m.defects, m.defects
    good += 1
print(good)
`,
  )
  return Number(execFileSync('python3', [script, path]).toString())
}
