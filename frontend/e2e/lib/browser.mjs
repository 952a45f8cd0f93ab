// Opens the interface in Debian's Chromium on the real Go program.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { freePort, freshHome, homeEnvironment, root, screen, start, until } from './harness.mjs'

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--force-device-scale-factor=1']

/** Builds the program so that it also serves its interface to a browser (never shipped). */
export function buildServed() {
  const binary = join(root, 'build/bin/kvnmail-served')
  execFileSync('go', ['build', '-tags', 'dev,webkit2_41', '-o', binary, '.'], { cwd: root, stdio: 'inherit' })
  return binary
}

/** Starts the program with a fresh home and a browser page on it. */
export async function openBrowser({ binary, home = freshHome(), args = [] }) {
  const port = await freePort()
  const env = { ...homeEnvironment(home, await screen()), assetdir: join(root, 'frontend/dist/app'), devserver: `localhost:${port}` }
  const program = start(binary, args, { env, cwd: home })
  await until(async () => (await fetch(`http://localhost:${port}/`)).ok, 'the program to serve its interface', 30_000).catch((e) => {
    throw new Error(`${e.message}\n${program.output}`)
  })
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: quiet })
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
  const trouble = []
  const outside = []
  page.on('console', (m) => m.type() === 'error' && trouble.push(m.text()))
  page.on('pageerror', (e) => trouble.push(e.message))
  page.on('request', (r) => {
    const url = new URL(r.url())
    if (!['data:', 'blob:'].includes(url.protocol) && url.host !== `localhost:${port}`) outside.push(r.url())
  })
  await page.goto(`http://localhost:${port}/`)
  return { browser, page, program, trouble, outside, home, port }
}
