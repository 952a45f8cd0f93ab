// Spreadsheets for the tests, made by the program's own command line from the
// fictional shop, and the truth about them counted by SQL.
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './harness.mjs'

const program = join(root, 'build/bin/kvnmail')

const ordersScript = `
import csv, datetime, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
out = csv.writer(open(sys.argv[2], 'w', newline='', encoding='utf-8'))
out.writerow(['Order number', 'Order date', 'Email', 'Product', 'Quantity', 'Amount'])
rows = db.execute('''SELECT p10, e.at, c.email, p5, p8 / 1000000, p7 FROM event e JOIN contact c ON c.id = contact_id WHERE type_id = 12 ORDER BY e.id''')
zone = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
for order, at, email, product, quantity, amount in rows:
    out.writerow([order, datetime.datetime.fromtimestamp(at / 1000, zone).strftime('%Y-%m-%d %H:%M:%S'), email, product, quantity, '%.2f' % (amount / 100)])
`

/** Makes people.xlsx and orders.csv of a small shop in a new folder. */
export function makeSpreadsheets(people = 2000) {
  const folder = mkdtempSync(join(tmpdir(), 'kvn-shop-'))
  const path = (name) => join(folder, name)
  const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: path('config') }
  const kvnmail = (...args) => execFileSync(program, ['-w', path('shop.kvnmail'), ...args], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  kvnmail('sample', '--people', String(people), '--seed', '5')
  writeFileSync(path('everyone.json'), '{"all":[{"type":"everyone"}]}')
  kvnmail('export', path('everyone.json'), path('people.xlsx'))
  kvnmail('tables', path('tables.db'))
  execFileSync('python3', ['-c', ordersScript, path('tables.db'), path('orders.csv')])
  const lines = readFileSync(path('orders.csv'), 'utf8').trim().split('\n').length - 1
  return { folder, people, lines, peopleFile: path('people.xlsx'), ordersFile: path('orders.csv'), path }
}

/**
 * Writes the contacts and events of a workspace, which the program may have open,
 * as plain tables, and asks those in SQL.
 */
export function askTables(workspace, sql) {
  const folder = mkdtempSync(join(tmpdir(), 'kvn-tables-'))
  for (const end of ['', '-wal']) if (existsSync(workspace + end)) copyFileSync(workspace + end, join(folder, 'copy.kvnmail' + end))
  const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: join(folder, 'config') }
  execFileSync(program, ['-w', join(folder, 'copy.kvnmail'), 'tables', join(folder, 'tables.db')], { env, stdio: 'ignore' })
  return askSQL(join(folder, 'tables.db'), sql)
}

/** Asks a workspace a question in SQL and returns the one number. */
export function askSQL(workspace, sql) {
  const script = 'import sqlite3, sys; print(sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True).execute(sys.argv[2]).fetchone()[0])'
  return Number(execFileSync('python3', ['-c', script, workspace, sql]).toString())
}
