// Every screen and state that is looked over, and how a person gets there. Found by what stays the same in
// every language: addresses, test ids and data attributes.
import { until } from './harness.mjs'

const go = (hash, ready) => async (page) => {
  await page.evaluate((h) => (location.hash = h), hash)
  await page.locator(ready).first().waitFor({ timeout: 10_000 })
  await page.waitForTimeout(150)
}

const studio = async (page) => {
  await go('#/segments/1', '[data-node]')(page)
  await until(() => page.evaluate(() => Number(document.querySelector('[data-testid=audience-count]')?.dataset.people) > 0), 'the count')
  await page.locator('.suggestion').first().waitFor()
}

const escape = (page) => page.keyboard.press('Escape')

export const states = [
  { name: 'home', open: go('#/', '.home-row') },
  { name: 'people', open: go('#/people', '.top-bar h1') },
  { name: 'person', open: go('#/people/12', '.top-bar h1') },
  { name: 'segments', open: go('#/segments', '[data-segment]') },
  { name: 'studio', open: studio },
  {
    name: 'studio-editor',
    open: async (page) => {
      await studio(page)
      await page.locator('[data-kind=condition] .token:not(.verb)').first().click()
      await page.locator('.pop').waitFor()
    },
    close: escape,
  },
  {
    name: 'studio-lifted',
    open: async (page) => {
      await studio(page)
      await page.locator('.grip').first().focus()
      await page.keyboard.press('Space')
      await page.keyboard.press('ArrowDown')
      await page.getByTestId('projected').waitFor()
    },
    close: escape,
  },
  { name: 'studio-empty', open: go('#/segments/new', '.well') },
  {
    name: 'palette',
    open: async (page) => {
      await page.keyboard.press('Control+k')
      await page.locator('.palette-line').first().waitFor()
    },
    close: escape,
  },
  {
    name: 'shortcuts',
    open: async (page) => {
      await page.keyboard.press('Control+/')
      await page.locator('.shortcut').first().waitFor()
    },
    close: escape,
  },
  { name: 'campaigns', open: go('#/campaigns', '.top-bar h1') },
  { name: 'settings', open: go('#/settings', '.settings-card') },
  { name: 'outbox', open: go('#/outbox', '.top-bar h1') },
  { name: 'import', open: go('#/import', '.top-bar h1') },
]
