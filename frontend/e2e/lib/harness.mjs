// The little test runner of the end-to-end tests: steps in order, each printed
// as "ok NAME" or "not ok NAME", a picture on failure, processes ended by id.
import { spawn } from 'node:child_process'
import { mkdtempSync, mkdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')
export const pictures = process.env.KVN_PICTURES ?? join(root, 'build/bin/pictures')
mkdirSync(pictures, { recursive: true })

const started = []
let failures = 0

/** Runs one step. A failed step stops the run when later ones build on it. */
export async function step(name, run, onFail) {
  try {
    await run()
    console.log(`ok ${name}`)
  } catch (error) {
    failures++
    console.log(`not ok ${name}`)
    console.log(String(error?.stack ?? error).split('\n').map((l) => '    ' + l).join('\n'))
    await onFail?.().catch(() => {})
    throw new Error(`stopped at: ${name}`)
  }
}

export function must(condition, message) {
  if (!condition) throw new Error(message)
}

/** Waits until probe returns something truthy and returns it. */
export async function until(probe, what, ms = 15_000) {
  const end = Date.now() + ms
  let last
  while (Date.now() < end) {
    try {
      const got = await probe()
      if (got) return got
    } catch (error) {
      last = error
    }
    await new Promise((r) => setTimeout(r, 50))
  }
  throw new Error(`waited ${ms} ms for ${what}${last ? ': ' + last : ''}`)
}

/** Starts a process that is ended with the test. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
  child.output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (d) => (child.output = (child.output + d).slice(-20_000)))
  child.on('error', (e) => (child.output += e))
  started.push(child)
  return child
}

export async function freePort() {
  const server = createServer()
  await new Promise((r) => server.listen(0, '127.0.0.1', r))
  const { port } = server.address()
  await new Promise((r) => server.close(r))
  return port
}

/** A virtual screen of its own, so that several tests can run at once. */
export async function screen() {
  const x = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
  let number = ''
  x.stdio[3].on('data', (d) => (number += d))
  await until(() => number.includes('\n'), 'a virtual screen')
  return `:${number.trim()}`
}

/** A home folder that no earlier run has touched. */
export function freshHome() {
  const home = mkdtempSync(join(tmpdir(), 'kvn-home-'))
  mkdirSync(join(home, 'Documents'))
  started.push({ kill: () => rmSync(home, { recursive: true, force: true }) })
  return home
}

export function homeEnvironment(home, display) {
  return { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), XDG_DATA_HOME: join(home, '.local/share'), XDG_CACHE_HOME: join(home, '.cache'), DISPLAY: display, NO_AT_BRIDGE: '1', GDK_BACKEND: 'x11', LIBGL_ALWAYS_SOFTWARE: '1', DBUS_SESSION_BUS_ADDRESS: 'disabled:' }
}

/** Runs the whole file and ends everything it started. */
export async function main(run) {
  let code = 0
  try {
    await run()
  } catch (error) {
    console.log(String(error.message ?? error))
    code = 1
  }
  for (const child of started.reverse()) child.kill('SIGTERM')
  setTimeout(() => process.exit(code || (failures ? 1 : 0)), 300)
}
