// Every screen and state on the sample shop, in both themes, both languages, three sizes of window and with
// text twice as large: no violation of accessibility, nothing cut off, nothing outside of the window.
import { join } from 'node:path'
import { buildServed, openBrowser } from './lib/browser.mjs'
import { main, must, pictures, step, until } from './lib/harness.mjs'
import { faults } from './lib/look.mjs'
import { states } from './lib/states.mjs'

const sizes = [{ width: 1080, height: 680 }, { width: 1280, height: 800 }, { width: 1920, height: 1080 }]

await main(async () => {
  const { page, browser, outside } = await openBrowser({ binary: buildServed() })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.getByRole('button', { name: 'Open the sample' }).click()
  await page.getByTestId('audience-count').waitFor({ timeout: 90_000 })
  const show = async ({ language = 'en', theme = 'light', text = 100, size = sizes[1] }) => {
    await page.setViewportSize(size)
    await page.evaluate(([choice, textSize]) => localStorage.setItem('kvnmail.appearance', JSON.stringify({ choice, textSize, density: 'comfortable' })), [theme, text])
    await page.evaluate((l) => window.go.app.Workspace.SetLanguage(l), language)
    await page.reload()
    await until(() => page.evaluate(() => document.documentElement.lang), 'the interface')
  }
  const look = async (looks, name) => {
    const bad = []
    for (const state of states) {
      const picture = `${state.name}-${name}`
      try {
        await state.open(page)
        const found = await faults(page)
        bad.push(...found.map((fault) => `${picture}: ${fault}`))
      } catch (error) {
        bad.push(`${picture}: ${String(error.message).split('\n')[0]}`)
      }
      await page.screenshot({ path: join(pictures, `screen-${picture}.png`) })
      await state.close?.(page)
    }
    must(bad.length === 0, [...new Set(bad)].join('\n'))
  }
  const looks = [
    { name: 'light', theme: 'light' },
    { name: 'dark', theme: 'dark' },
    { name: 'hindi', language: 'hi' },
    { name: 'small', size: sizes[0] },
    { name: 'wide', size: sizes[2], theme: 'dark' },
    { name: 'hindi-small', language: 'hi', size: sizes[0], theme: 'dark' },
    { name: 'text-200', text: 200 },
  ]
  let worst
  for (const { name, ...appearance } of looks) {
    await step(`every screen, ${name}`, async () => {
      await show(appearance)
      await look(appearance, name)
    }).catch((error) => (worst = error)) // the other looks are worth knowing too
  }
  await step('nothing left the computer', () => must(outside.length === 0, outside.join(', ')))
  await browser.close()
  if (worst) throw worst
})
