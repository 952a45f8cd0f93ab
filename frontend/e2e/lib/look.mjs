// Looks a screen over as an auditor would: axe-core for everybody who does not use a mouse or a bright screen,
// and whether anything sticks out of the window or is cut off.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './harness.mjs'

const axe = readFileSync(join(root, 'frontend/node_modules/axe-core/axe.min.js'), 'utf8')

/** What is wrong with the page as it stands, a line for each thing; empty if nothing. */
export async function faults(page) {
  await settled(page)
  return [...(await violations(page)), ...(await cutOff(page))]
}

/** Waits until nothing moves any more. */
async function settled(page) {
  await page.evaluate(() => Promise.race([
    Promise.all(document.getAnimations().map((a) => a.finished.catch(() => undefined))),
    new Promise((resolve) => setTimeout(resolve, 800)),
  ]))
}

async function violations(page) {
  if (!(await page.evaluate(() => Boolean(window.axe)))) await page.evaluate(axe)
  // The mail's own document is another one, with rules of its own.
  const { violations } = await page.evaluate(() => window.axe.run({ exclude: [['iframe']] }, { resultTypes: ['violations'] }))
  // An open menu lies over the landmarks, not in one.
  const menus = (v, n) => v.id === 'region' && n.html.includes('class="menu"')
  return violations.flatMap((v) => v.nodes.filter((n) => !menus(v, n)).slice(0, 4).map((n) => `axe ${v.id}: ${n.target.join(' ')} ${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? v.help}`))
}

/** Words that are cut off without a sign of it, and controls outside of the window. */
async function cutOff(page) {
  return page.evaluate(() => {
    const shown = (e) => e.checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) && !e.closest('.vh, [aria-hidden=true]')
    const scrolled = (e) => {
      for (let up = e.parentElement; up; up = up.parentElement) if (/auto|scroll/.test(getComputedStyle(up).overflowX + getComputedStyle(up).overflowY)) return true
      return false
    }
    const found = []
    if (document.scrollingElement.scrollWidth > innerWidth + 1) found.push(`the page is ${document.scrollingElement.scrollWidth} wide in a window of ${innerWidth}`)
    for (const e of document.querySelectorAll('button, a, h1, h2, h3, label, th, [role=tab], [role=option]')) {
      if (!shown(e)) continue
      const style = getComputedStyle(e)
      const words = e.innerText?.trim().slice(0, 40)
      if (words && e.scrollWidth > e.clientWidth + 1 && style.overflowX !== 'visible' && style.textOverflow !== 'ellipsis') found.push(`cut off: ${words}`)
      const box = e.getBoundingClientRect()
      if (box.width > 0 && !scrolled(e) && (box.right > innerWidth + 1 || box.left < -1 || box.bottom > innerHeight + 1)) found.push(`outside of the window: ${words || e.ariaLabel}`)
    }
    return found
  })
}
