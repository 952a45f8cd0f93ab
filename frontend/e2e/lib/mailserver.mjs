// Postfix's smtp-sink: a real mail server that keeps what it gets as files.
import { chmodSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'node:net'
import { freePort, start, until } from './harness.mjs'

/** Starts one on a free port of this computer. mails() returns the messages it got, with headers. */
export async function mailServer() {
  const folder = mkdtempSync(join(tmpdir(), 'kvn-mails-'))
  chmodSync(folder, 0o777)
  const port = await freePort()
  const user = process.getuid() === 0 ? ['-u', 'nobody'] : []
  start('/usr/sbin/smtp-sink', [...user, '-d', 'mail.%M.', `127.0.0.1:${port}`, '20'], { cwd: folder })
  await until(() => answers(port), `smtp-sink to answer`)
  return { port, mails: () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')) }
}

function answers(port) {
  return new Promise((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1', () => resolve(socket.end() && true))
    socket.on('error', reject)
  })
}
