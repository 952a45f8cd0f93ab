// What a person does with the interface, by the words on it.
import { until } from './harness.mjs'

/** Walks the import's steps with what was guessed; people get a permission, orders none. */
export async function importDropped(page, named, picture, kind) {
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

/** A person's drag of a trait to a place of the studio. */
export async function dragTrait(page, label, target) {
  await drag(page, page.locator('[data-traits] [data-trait]', { hasText: label }).first(), target, 'end')
}

/** Press, move in small steps, rest, let go: in the middle of the target, or near its lower end. */
export async function drag(page, source, target, where = 'middle') {
  await source.scrollIntoViewIfNeeded()
  const from = await source.boundingBox()
  const to = await target.boundingBox()
  await page.mouse.move(from.x + Math.min(40, from.width / 2), from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(from.x + 60, from.y + from.height / 2 + 10, { steps: 4 })
  await page.mouse.move(to.x + to.width / 2, where === 'end' ? to.y + to.height - 14 : to.y + to.height / 2, { steps: 12 })
  await page.waitForTimeout(350)
  await page.mouse.up()
  await page.waitForTimeout(400)
}
