// How much JavaScript the window loads before its first screen, and the largest part loaded later.
// Prints both and fails above the budgets: 200 KB first, 120 KB for the mail editor, compressed.
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const dist = join(resolve(dirname(fileURLToPath(import.meta.url)), '..'), 'frontend/dist/app')
const budgets = { first: 200, later: 120 }

const source = (file) => readFileSync(join(dist, 'assets', file), 'utf8')
const compressed = (file) => gzipSync(source(file)).length / 1024

/** A file and everything it imports at once, not what it imports when needed. */
function withImports(file, seen = new Set()) {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const [, other] of source(file).matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) withImports(other, seen)
  return seen
}

const page = readFileSync(join(dist, 'index.html'), 'utf8')
const first = new Set()
for (const [, file] of page.matchAll(/(?:src|href)="\.\/assets\/([\w.-]+\.js)"/g)) withImports(file, first)
const sum = [...first].reduce((kb, file) => kb + compressed(file), 0)
const later = readdirSync(join(dist, 'assets')).filter((file) => file.endsWith('.js') && !first.has(file)).map((file) => [file, compressed(file)])
const [largest, kb] = later.toSorted((a, b) => b[1] - a[1])[0]

console.log(`first screen: ${sum.toFixed(1)} KB in ${first.size} files; largest later part: ${largest}, ${kb.toFixed(1)} KB (gzip)`)
if (sum > budgets.first || kb > budgets.later) {
  console.log(`over the budget of ${budgets.first} and ${budgets.later} KB`)
  process.exit(1)
}
