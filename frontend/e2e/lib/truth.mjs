// What must be so, found without the program: by hand-written SQL and by
// Python's mail parser.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './harness.mjs'
import { askTables } from './shop.mjs'

const daysAgo = (days) => Date.now() - days * 86_400_000

/** Counts the three dragged rules by hand-written SQL, with their values as the studio shows them. */
export async function sqlTruth(page, path) {
  const clauses = await page.locator('[data-kind="condition"]').allTextContents()
  const text = clauses.join(' | ')
  const orders = Number(/at least (\d+) order/.exec(text)[1])
  const window = /at least \d+ orders?\s*in the last (\d+) days/.exec(text)
  const quiet = Number(/more than (\d+) days/.exec(text)[1])
  const cities = /live in\s*([^|+\d]+)/.exec(text)[1].split(/,| or /).map((c) => c.trim()).filter(Boolean)
  const since = window ? `AND at > ${daysAgo(Number(window[1]))}` : ''
  const list = cities.map((c) => `'${c.replaceAll("'", "''")}'`).join(',')
  return askTables(
    path,
    `SELECT count(*) FROM contact c WHERE f5 IN (${list})
     AND (SELECT count(*) FROM event e WHERE e.contact_id = c.id AND type_id = 10 ${since}) >= ${orders}
     AND (SELECT max(at) FROM event e WHERE e.contact_id = c.id AND type_id = 10) <= ${daysAgo(quiet)}`,
  )
}

/** Reads every kept mail with Python's mail parser and counts the good ones. */
export function readMails(path) {
  const script = join(root, 'build/bin/read_mails.py')
  writeFileSync(
    script,
    `
import email, email.policy, sqlite3, sys
good = 0
for recipient, raw in sqlite3.connect('file:' + sys.argv[1] + '?mode=ro', uri=True).execute('SELECT recipient, raw FROM outbox_mail'):
    m = email.message_from_bytes(raw, policy=email.policy.default)
    text, html = m.get_body(('plain',)), m.get_body(('html',))
    assert m['To'].addresses[0].addr_spec == recipient, m['To']
    assert m['Subject'] and '{{' not in m['Subject'], m['Subject']
    assert m['List-Unsubscribe'].startswith('<mailto:leave@nilabotanics.example'), m['List-Unsubscribe']
    for part in (text, html):
        body = part.get_content()
        assert '14 Church Street' in body and '{{' not in body, recipient
    assert not m.defects, m.defects
    good += 1
print(good)
`,
  )
  return Number(execFileSync('python3', [script, path]).toString())
}
