// Opens the production binary in its real WebKitGTK window, as a user has it.
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, freshHome, homeEnvironment, root, screen, start, until } from './harness.mjs'
import { openWindow } from './webdriver.mjs'

const tools = join(root, 'build/bin/test')

function compile(source, target, ...flags) {
  const libraries = execFileSync('pkg-config', ['--cflags', '--libs', 'webkit2gtk-4.1']).toString().trim().split(/\s+/)
  execFileSync('gcc', ['-O1', '-w', ...flags, '-o', target, join(root, 'frontend/e2e/lib', source), ...libraries], { stdio: 'inherit' })
  return target
}

/** The production binary under a WebDriver on a screen of its own. */
export async function openProgram({ home = freshHome(), args = [] } = {}) {
  mkdirSync(tools, { recursive: true })
  const preload = compile('driver.c', join(tools, 'driver.so'), '-shared', '-fPIC')
  const env = { ...homeEnvironment(home, await screen()), WEBKIT_DISABLE_DMABUF_RENDERER: '1' }
  const window = await openWindow({ binary: join(root, 'build/bin/kvnmail'), preload, port: await freePort(), env, args })
  await until(() => execFileSync('xdotool', ['search', '--onlyvisible', '--name', '^KVN Mail$'], { env }).length > 0, 'the window to be shown')
  const camera = compile('picture.c', join(tools, 'picture'))
  return { ...window, env, home, picture: async (file) => void execFileSync(camera, [file], { env }) }
}

/** Drags a file out of another program's window and drops it on a point of the screen. */
export function dropFile(env, file, x, y) {
  const source = start(compile('filedrag.c', join(tools, 'filedrag')), [file], { env })
  const xdotool = (...words) => execFileSync('xdotool', words.map(String), { env })
  const pause = (seconds) => execFileSync('sleep', [String(seconds)])
  pause(1)
  xdotool('mousemove', 40, 20)
  xdotool('mousedown', 1)
  pause(0.2)
  for (let i = 1; i <= 20; i++) {
    xdotool('mousemove', 40 + ((x - 40) * i) / 20, 20 + ((y - 20) * i) / 20)
    pause(0.03)
  }
  pause(0.4)
  xdotool('mouseup', 1)
  pause(0.5)
  source.kill()
}

/** Opens the sample shop from the first screen and waits for its counted segment. */
export async function openSample({ js }) {
  const press = `[...document.querySelectorAll('button')].find((b) => b.innerText.includes('Open the sample'))?.click() ?? true`
  await until(() => js(`return document.body.innerText.includes('Open the sample')`), 'the first screen')
  await js(press)
  await until(() => js(`return Number(document.querySelector('[data-testid=audience-count]')?.dataset.people) > 0`), 'the sample shop', 90_000)
}
