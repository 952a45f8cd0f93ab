// A small W3C WebDriver client for the program's real WebKitGTK window.
import { start, until } from './harness.mjs'

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

/** Starts the binary under WebKitWebDriver. preload is the library made from driver.c. */
export async function openWindow({ binary, preload, port, env, args = [] }) {
  const driver = start('WebKitWebDriver', [`--port=${port}`], { env: { ...env, LD_PRELOAD: preload } })
  const base = `http://127.0.0.1:${port}`
  const call = async (method, path, body) => {
    const answer = await fetch(base + path, { method, body: body && JSON.stringify(body), headers: { 'content-type': 'application/json' }, signal: AbortSignal.timeout(60_000) })
    const { value } = await answer.json()
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(value).slice(0, 300)}`)
    return value
  }
  await until(() => call('GET', '/status'), 'the WebDriver')
  const { sessionId } = await call('POST', '/session', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args } } } })
  const at = (path) => `/session/${sessionId}${path}`
  const find = async (css) => (await call('POST', at('/element'), { using: 'css selector', value: css }))[ELEMENT]
  const js = (script, ...list) => call('POST', at('/execute/sync'), { script, args: list })
  const pointer = (actions) => call('POST', at('/actions'), { actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }] })
  return {
    driver, js, pointer,
    click: async (css) => call('POST', at(`/element/${await find(css)}/click`), {}),
    keys: async (text) => call('POST', at('/actions'), { actions: [{ type: 'key', id: 'keys', actions: [...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]) }] }),
    /** Presses key while holder is held. */
    chord: async (holder, key) => call('POST', at('/actions'), { actions: [{ type: 'key', id: 'keys', actions: [{ type: 'keyDown', value: holder }, { type: 'keyDown', value: key }, { type: 'keyUp', value: key }, { type: 'keyUp', value: holder }] }] }),
    quit: async () => {
      await js('setTimeout(() => window.runtime.Quit(), 0)').catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, 500)) // the program's own way out comes first
      await Promise.race([call('DELETE', at('')).catch(() => {}), new Promise((r) => setTimeout(r, 2000))])
      driver.kill()
    },
  }
}
