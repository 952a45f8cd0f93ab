// The studio by mouse and by keyboard on the sample shop: whatever is dragged can be done with keys, both come
// to the same rule, and the number promised before the drop is the number after it.
import { join } from 'node:path'
import { buildServed, openBrowser } from './lib/browser.mjs'
import { Keyboard, Pointer, Studio } from './lib/hands.mjs'
import { freshHome, main, must, pictures, step, until } from './lib/harness.mjs'

await main(async () => {
  const binary = buildServed()
  const home = freshHome()
  const { page, browser, program } = await openBrowser({ binary, home })
  const [pointer, keyboard, studio] = [new Pointer(page), new Keyboard(page), new Studio(page)]
  const doing = (name, run) => step(name, run, () => page.screenshot({ path: join(pictures, 'failed.png') }))
  const undo = async (times = 1) => {
    for (let i = 0; i < times; i++) await page.locator('[data-action="undo"]').click()
  }
  const same = (a, b, what) => must(JSON.stringify(a) === JSON.stringify(b), `${what}: ${JSON.stringify(a)} is not ${JSON.stringify(b)}`)

  /** Does something by mouse, takes it back, does it by keyboard: both have to come to the same. */
  const bothWays = (name, byMouse, byKeys, { steps = 1 } = {}) =>
    doing(name, async () => {
      const before = await studio.state()
      const promised = await byMouse()
      const after = await studio.state()
      must(after.sentence !== before.sentence, 'nothing happened')
      if (promised !== undefined) same(after.people, promised, 'the number before the drop')
      await undo(steps)
      await until(async () => (await studio.sentence()) === before.sentence, 'the rule of before')
      const told = await byKeys()
      await until(async () => (await studio.sentence()) === after.sentence, `by keyboard: ${after.sentence}`)
      if (told !== undefined) same(told, after.people, 'the number before the drop by keyboard')
      same(await studio.state(), after, 'by keyboard')
    })
  const seen = () => studio.projected()

  await doing('the sample opens in the studio', async () => {
    await page.getByRole('button', { name: 'Open the sample' }).click()
    await page.getByTestId('audience-count').waitFor({ timeout: 90_000 })
    await page.evaluate(() => (location.hash = '#/segments/new'))
    await studio.traits.locator('[data-trait]').first().waitFor()
  })

  await bothWays('a trait is added to an empty rule',
    () => pointer.drag(studio.trait('Placed orders'), studio.include, { seen }),
    () => keyboard.addTrait('placed orders'))

  await bothWays('a trait is added after a rule',
    () => pointer.drag(studio.trait('Opened emails'), studio.rule(/placed/), { where: 'after', seen }),
    async () => {
      await studio.grip(/placed/).focus()
      await keyboard.addTrait('opened emails')
    })

  await bothWays('a rule is moved before another one',
    () => pointer.drag(studio.grip(/opened/), studio.rule(/placed/), { where: 'before' }),
    async () => {
      await studio.grip(/opened/).focus()
      await keyboard.press('Alt+ArrowUp')
    })

  await bothWays('two rules become a group where one is dropped onto the other',
    () => pointer.drag(studio.grip(/placed/), studio.rule(/opened/), { where: 'onto', seen }),
    () => keyboard.carry(studio.grip(/placed/), /^Make a group with/, { seen }))

  await bothWays('a rule is lifted out of its group, which dissolves',
    () => pointer.drag(studio.grip(/placed/), studio.include.locator('.lane-head'), { where: 'before', seen }),
    () => keyboard.carry(studio.grip(/placed/), /^Include.*first/, { seen }))

  await bothWays('a rule is carried over to those who are left out',
    () => pointer.drag(studio.grip(/opened/), studio.leaveOut, { seen }),
    () => keyboard.carry(studio.grip(/opened/), /leave out/i, { seen }))

  await bothWays('a rule is copied',
    () => pointer.drag(studio.grip(/placed/), studio.leaveOut, { where: 'after', keys: ['Control'] }),
    async () => {
      await studio.grip(/placed/).focus()
      await keyboard.press('Control+d')
      await keyboard.carry(studio.rules.nth(1).getByRole('button', { name: /^Move/ }), /leave out.*last|leave out, place 2/i)
    })

  await bothWays('a rule is removed',
    () => pointer.drag(studio.rules.last().getByRole('button', { name: /^Move/ }), studio.traits),
    async () => {
      await studio.rules.last().getByRole('button', { name: /^Move/ }).focus()
      await keyboard.press('Delete')
    })

  await doing('several rules are chosen and grouped, switched off and removed together, each as one step', async () => {
    const before = await studio.state()
    const grips = studio.page.locator('.grip')
    await grips.first().focus()
    await keyboard.press('Shift+ArrowDown', 'm')
    await until(async () => (await studio.sentence()) !== before.sentence, 'the rules to be off')
    await undo()
    await until(async () => (await studio.sentence()) === before.sentence, 'the rules to be on again')
    await grips.first().focus()
    await keyboard.press('Escape')
  })

  await doing('what changes nothing is said and mended by one press', async () => {
    const before = await studio.state()
    await studio.rules.first().getByRole('button', { name: /^Move/ }).focus()
    await keyboard.press('Control+d')
    await studio.include.getByText('This is there twice.').first().waitFor()
    await studio.include.locator('.finding', { hasText: 'This is there twice.' }).first().getByRole('button').click()
    await until(async () => (await studio.sentence()) === before.sentence, 'the rule of before')
    same((await studio.state()).people, before.people, 'the people of before')
    await undo(2)
  })

  await doing('the menu of a rule opens on the right button, and by the menu key', async () => {
    await studio.rules.first().locator('.tile').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Copy as words' }).waitFor()
    await keyboard.press('Escape')
    await studio.rules.first().getByRole('button', { name: /^Move/ }).focus()
    await keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Copy as words' }).waitFor()
    await keyboard.press('Escape')
  })

  await doing('a cancelled drag changes nothing: Escape, and letting go outside', async () => {
    const before = await studio.state()
    await pointer.drag(studio.grip(/placed/), studio.leaveOut, { seen: () => keyboard.press('Escape') })
    same(await studio.state(), before, 'after Escape')
    await pointer.drag(studio.grip(/placed/), page.locator('.top-bar'))
    same(await studio.state(), before, 'after letting go outside')
  })

  await doing('F6 goes from pane to pane and back', async () => {
    const pane = () => page.evaluate(() => document.activeElement?.closest('[data-pane]')?.className)
    await studio.traits.locator('input').focus()
    const seen = [await pane()]
    for (let i = 0; i < 3; i++) {
      await keyboard.press('F6')
      seen.push(await pane())
    }
    must(new Set(seen).size === 3 && seen[3] === seen[0], `F6 went ${seen.join(' > ')}`)
    await keyboard.press('Shift+F6')
    same(await pane(), seen[2], 'the pane before')
  })

  await doing('the palette does what it says', async () => {
    await keyboard.command('go to people')
    await until(() => page.evaluate(() => location.hash === '#/people'), 'the people')
    await keyboard.command('vip customers')
    await until(() => page.evaluate(() => /#\/segments\/\d+/.test(location.hash)), 'the segment')
    await keyboard.command('dark theme')
    await until(() => page.evaluate(() => document.documentElement.dataset.theme === 'dark'), 'the dark theme')
  })

  await doing('the edge of a pane is moved by keys and remembered', async () => {
    const edge = page.getByRole('separator').last()
    const width = async () => Number(await edge.getAttribute('aria-valuenow'))
    const before = await width()
    await edge.focus()
    await keyboard.press('ArrowLeft', 'ArrowLeft')
    same(await width(), before + 2, 'the width')
    await page.reload()
    await page.getByRole('separator').last().waitFor()
    same(await width(), before + 2, 'the width after a restart')
  })

  await doing('the interface speaks Hindi, and so do its rules', async () => {
    await keyboard.command('हिन्दी')
    await until(async () => /[\u0900-\u097f]{3}/.test(await studio.sentence()), 'the rule in Hindi')
    same(await page.evaluate(() => document.documentElement.lang), 'hi', 'the language')
  })

  await doing('an edit survives the sudden end of the program, with its way back', async () => {
    await keyboard.command('English')
    await until(async () => /^People/.test(await studio.sentence()), 'the rule in English')
    const before = await studio.sentence()
    await studio.rules.first().getByRole('button', { name: /^Move/ }).focus()
    await keyboard.press('n')
    await until(async () => (await studio.sentence()) !== before, 'the edit')
    const [edited, hash] = [await studio.sentence(), await page.evaluate(() => location.hash)]
    await page.waitForTimeout(700)
    program.kill('SIGKILL')
    await browser.close()
    const again = await openBrowser({ binary, home })
    await until(() => again.page.evaluate(() => window.go.app.Workspace.State().then((s) => s.open && !s.loading)), 'the workspace of before', 30_000)
    await again.page.evaluate((h) => (location.hash = h), hash)
    const later = new Studio(again.page)
    await again.page.locator('[data-node]').first().waitFor()
    await until(async () => (await later.sentence()) === edited, `the edit: ${edited}`)
    await again.page.getByRole('button', { name: 'Undo: Flipped a rule' }).click()
    await until(async () => (await later.sentence()) === before, 'the rule before the edit')
    await again.browser.close()
  })
})
