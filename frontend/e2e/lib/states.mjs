// Every screen and state that is looked over, and how a person gets there. Found by what stays the same in
// every language: addresses, test ids, data attributes and places.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from './harness.mjs'

const go = (hash, ready) => async (page) => {
  await page.evaluate((h) => (location.hash = h), hash)
  await page.locator(ready).first().waitFor({ timeout: 10_000 })
  await page.waitForTimeout(150)
}

const escape = (page) => page.keyboard.press('Escape')

/** Where there is room for one pane only, shows that one. */
const pane = async (page, n) => {
  const choice = page.locator('.pane-choice button').nth(n)
  if (await choice.isVisible()) await choice.click()
}

const studio = async (page) => {
  if (page.url().endsWith('#/segments/2')) await pane(page, 1)
  await go('#/segments/2', '[data-node]')(page)
  await until(() => page.evaluate(() => Number(document.querySelector('[data-testid=audience-count]')?.dataset.people) > 0), 'the count')
  await pane(page, 1)
  await page.locator('.suggestion').first().waitFor()
}

/** A tab of the right pane. */
const tab = (n, ready) => async (page) => {
  await studio(page)
  await pane(page, 2)
  await page.locator('.audience [role=tab]').nth(n).click()
  await page.locator(ready).first().waitFor({ timeout: 10_000 })
  await page.waitForTimeout(300)
}

const rightButton = (css) => async (page) => {
  await page.locator(css).first().click({ button: 'right' })
  await page.locator('.menu').waitFor()
}

const contradiction = JSON.stringify({
  name: '',
  rule: '{"version":1,"include":{"id":"in","all":[{"id":"a","type":"event","event":"purchased","count":{"op":"at_least","n":3}},{"id":"b","type":"event","event":"purchased","count":{"op":"at_least","n":1}},{"id":"c","not":true,"type":"event","event":"opened","count":{"op":"at_least","n":1},"window":{"kind":"last","n":30,"unit":"day"}}]}}',
})

const nobody = JSON.stringify({ name: '', rule: '{"version":1,"include":{"id":"in","all":[{"id":"a","type":"event","event":"purchased","count":{"op":"at_least","n":2}},{"id":"b","type":"event","event":"purchased","count":{"op":"at_least","n":900}}]}}' })

/** The studio with a rule handed over from elsewhere. */
const withRule = (starter, ready) => async (page) => {
  await page.evaluate((text) => sessionStorage.setItem('kvnmail.starter', text), starter)
  await go('#/segments', '[data-segment]')(page)
  await go('#/segments/new', '[data-node]')(page)
  await pane(page, 1)
  await page.locator(ready).first().waitFor()
}

/** A list with something of everything that the import tells: wrong rows, repeats, an opt-out, a typo of a domain. */
const listFile = join(mkdtempSync(join(tmpdir(), 'kvn-list-')), 'fair in Pune.csv')
writeFileSync(listFile, ['Email,First name,City,Mobile,Points,Status', ...Array.from({ length: 30 }, (_, n) => `reader${n}@example.in,Asha,Pune,98765432${10 + n},${n},subscribed`),
  'asha@gamil.com,Asha,Goa,9876543299,5,subscribed', 'nobody,Ravi,Goa,12,many,subscribed', 'reader3@example.in,Asha,Pune,,3,subscribed', 'gone@example.in,Meera,Kochi,,1,unsubscribed'].join('\n'))

/** The import of that list at one of its steps, counted from 0. */
const importing = (step, ready) => async (page) => {
  await page.evaluate((path) => window.wails.EventsNotify(JSON.stringify({ name: 'file', data: [path] })), listFile)
  await page.locator('.import-file').waitFor({ timeout: 10_000 })
  await page.locator('.import-step').nth(Math.min(step, 3)).click()
  if (step === 4) {
    await page.locator('.import-choice input').nth(2).check()
    await page.locator('.import-step').nth(4).click()
  }
  await page.locator(ready).first().waitFor({ timeout: 15_000 })
  await page.waitForTimeout(200)
}

export const states = [
  { name: 'home', open: go('#/', '.home-row') },
  { name: 'people', open: go('#/people', '[role=row]') },
  {
    name: 'people-peek',
    open: async (page) => {
      await go('#/people', '[role=gridcell]')(page)
      await page.locator('[role=grid]').focus()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Space')
      await page.waitForTimeout(500)
    },
    close: escape,
  },
  { name: 'people-menu', open: async (page) => (await go('#/people', '[role=gridcell]')(page), await rightButton('[role=gridcell]')(page)), close: escape },
  {
    name: 'people-chosen',
    open: async (page) => {
      await go('#/people', '[role=gridcell]')(page)
      await page.locator('[role=grid]').focus()
      await page.keyboard.press('Control+a')
      await page.waitForTimeout(400)
    },
    close: escape,
  },
  { name: 'person', open: go('#/people/12', '.top-bar h1') },
  { name: 'person-gone', open: go('#/people/99999999', '.empty, .notice') },
  { name: 'segments', open: go('#/segments', '[data-segment]') },
  { name: 'segments-menu', open: async (page) => (await go('#/segments', '[data-segment]')(page), await rightButton('[data-segment]')(page)), close: escape },
  { name: 'templates', open: go('#/segments/templates', 'h1') },
  { name: 'overlap', open: go('#/segments/overlap/1,2,3', '.overlap-page svg') },
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
  { name: 'studio-menu', open: async (page) => (await studio(page), await rightButton('[data-kind=condition] .tile')(page)), close: escape },
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
  {
    name: 'studio-chosen',
    open: async (page) => {
      await studio(page)
      await page.locator('.grip').first().focus()
      await page.keyboard.press('Shift+ArrowDown')
    },
    close: escape,
  },
  { name: 'studio-finding', open: withRule(contradiction, '.finding-fix') },
  { name: 'studio-nobody', open: withRule(nobody, '.zero') },
  { name: 'studio-overlap', open: tab(1, '.audience svg') },
  { name: 'studio-history', open: tab(2, '.audience svg') },
  {
    name: 'studio-why',
    open: async (page) => {
      await tab(0, '.audience .person')(page)
      await page.locator('.audience .person').first().click()
      await page.waitForTimeout(400)
    },
  },
  { name: 'studio-empty', open: async (page) => (await go('#/segments/new', '[data-canvas]')(page), await pane(page, 1)) },
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
  { name: 'import-file', open: importing(0, '.import-grid') },
  { name: 'import-columns', open: importing(1, '.import-chip') },
  {
    name: 'import-meaning',
    open: async (page) => {
      await importing(1, '.import-chip')(page)
      await page.locator('.import-chip').last().click()
      await page.locator('.import-pick-line').first().waitFor()
    },
    close: escape,
  },
  { name: 'import-people', open: importing(2, '.import-tally') },
  { name: 'import-permission', open: importing(3, '.import-choices') },
  {
    name: 'import-check',
    open: async (page) => {
      await importing(4, '.import-cause')(page)
      await page.locator('.import-cause button').first().click()
      await page.locator('.import-mend').first().waitFor()
    },
  },
]
