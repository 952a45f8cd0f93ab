// The import wizard as a person uses it, and small files that have something wrong with them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'kvn-import-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

function file(name, rows) {
  const path = join(folder, name)
  writeFileSync(path, rows.map((row) => row.join(',')).join('\n') + '\n')
  return path
}

/** Forty people; three addresses are not right, and two rows are about one person. */
export const peopleFile = file('melas.csv', [
  ['Email', 'Name', 'Town', 'Joined'],
  ...Array.from({ length: 40 }, (_, i) => [`visitor${i}@melas.example`, `Visitor ${i}`, ['Pune', 'Nashik', 'Surat'][i % 3], `2025-0${1 + (i % 9)}-14`]),
  ['meera.gmail.com', 'Meera Pillai', 'Kochi', '2025-03-05'],
  ['kabir@gmial.com', 'Kabir Sen', 'Kolkata', '2025-03-06'],
  ['nobody at all', 'No One', 'Agra', '2025-03-07'],
  ['visitor3@melas.example', 'Visitor 3', 'Pune', '2025-04-14'],
])

export const ordersFile = file('orders.csv', [
  ['order_id', 'email', 'ordered_at', 'product', 'quantity', 'amount'],
  ...Array.from({ length: 30 }, (_, i) => [`M-${1000 + Math.floor(i / 2)}`, `visitor${Math.floor(i / 2)}@melas.example`, `2025-10-${10 + (i % 18)}`, ['Neem soap', 'Rose water'][i % 2], 1 + (i % 3), 240 + i]),
])

/** A file comes from another program, seen by this page only: the hidden window would answer a real event too. */
export function offer(page, path) {
  return page.evaluate((p) => window.wails.EventsNotify(JSON.stringify({ name: 'file', data: [p] })), path)
}

/** Goes to a step, 1 to 5, by the list of steps; permission is answered on the way. */
export async function toStep(page, number) {
  const steps = page.locator('.import-step')
  if (number > 4) {
    await steps.nth(3).click()
    await page.locator('.import-choice input').last().click()
  }
  await steps.nth(number - 1).click()
}
