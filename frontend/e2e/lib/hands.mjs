// What a person does with mouse and keyboard, and what they see, by the words on the screen.
import { must, until } from './harness.mjs'

const number = (text) => Number(String(text).replace(/[^\d]/g, ''))

/** Where in a thing the pointer lets go: its upper part, its middle, its lower part. */
const heights = { before: 0.12, onto: 0.5, after: 0.88 }

/** The mouse. Things are Playwright locators. */
export class Pointer {
  constructor(page) {
    this.page = page
  }

  /** Presses on a thing, moves to a part of another, rests there, calls seen, and lets go. */
  async drag(source, target, { where = 'onto', keys = [], seen } = {}) {
    await source.scrollIntoViewIfNeeded()
    const from = await source.boundingBox()
    const to = await target.boundingBox()
    const { mouse, keyboard } = this.page
    await mouse.move(from.x + Math.min(40, from.width / 2), from.y + from.height / 2)
    await mouse.down()
    for (const key of keys) await keyboard.down(key)
    await mouse.move(from.x + 50, from.y + from.height / 2 + 8, { steps: 3 })
    await mouse.move(to.x + to.width / 2, to.y + to.height * heights[where], { steps: 10 })
    await this.page.waitForTimeout(260) // longer than the rest that makes a group
    const result = await seen?.()
    await mouse.up()
    for (const key of keys) await keyboard.up(key)
    return result
  }

  async menu(target, item) {
    await target.click({ button: 'right' })
    await this.page.getByRole('menuitem', { name: item }).click()
  }
}

/** The keyboard. */
export class Keyboard {
  constructor(page) {
    this.page = page
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  /** Adds a trait after the rule in focus, as one does without a mouse. */
  async addTrait(name) {
    await this.press('/')
    await this.page.keyboard.type(name)
    await this.page.waitForTimeout(250)
    await this.press('Enter')
  }

  /** Lifts a rule and walks to the place whose words fit; calls seen there; drops. */
  async carry(grip, place, { seen } = {}) {
    await grip.focus()
    await this.press('Space', 'Home')
    const bar = this.page.locator('.lift-place')
    for (let i = 0; i < 60; i++) {
      if (place.test(await bar.innerText())) break
      await this.press('ArrowDown')
    }
    must(place.test(await bar.innerText()), `no place like ${place}`)
    const result = await seen?.()
    await this.press('Enter')
    return result
  }

  /** Does a command by the palette. */
  async command(words) {
    await this.press('Control+k')
    await this.page.getByRole('combobox').fill(words)
    await this.page.getByRole('option').first().waitFor()
    await this.press('Enter')
  }
}

/** What the studio shows. */
export class Studio {
  constructor(page) {
    this.page = page
    this.include = page.locator('[data-group][aria-label="Include"]')
    this.leaveOut = page.locator('[data-group][aria-label="Leave out"]')
    this.rules = page.locator('[data-kind="condition"]')
    this.traits = page.locator('[data-traits]')
  }

  trait(name) {
    return this.page.locator('[data-traits] [data-trait]', { hasText: name }).first()
  }

  /** The rule whose words fit. */
  rule(words) {
    return this.rules.filter({ hasText: words }).first()
  }

  grip(words) {
    return this.rule(words).getByRole('button', { name: /^Move/ })
  }

  /** The number at the pointer or in the bar: the audience after the drop. */
  async projected() {
    const tag = this.page.getByTestId('projected').last()
    await tag.waitFor()
    return number((await tag.innerText()).split(/\s+/).at(-1))
  }

  /** The audience once nothing is on its way any more. */
  async audience() {
    const shown = () => this.page.getByTestId('audience-count').getAttribute('data-people')
    let last = await shown()
    await until(async () => {
      await this.page.waitForTimeout(120)
      const before = last
      last = await shown()
      return last === before && last !== ''
    }, 'the audience to settle')
    return Number(last)
  }

  async sentence() {
    return (await this.page.locator('.sentence').innerText()).trim()
  }

  /** Both at once: what the rule says and whom it finds. */
  async state() {
    await this.audience()
    return { sentence: await this.sentence(), people: await this.audience() }
  }
}
