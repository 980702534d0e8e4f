import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

/**
 * WebKit as Debian ships it, over WebDriver: what Playwright cannot drive. It needs a screen, so one is made up.
 * On Debian: `apt-get install webkit2gtk-driver xvfb`.
 */
export interface WebKit {
  open(url: string): Promise<void>
  /** Runs a script's body in the page and returns what it returns. */
  evaluate<T>(body: string, ...args: readonly string[]): Promise<T>
  /** Presses keys, one after the other. */
  type(keys: string): Promise<void>
  picture(): Promise<Buffer>
  close(): Promise<void>
}

const DRIVER = '/usr/bin/WebKitWebDriver'
const SCREEN = '/usr/bin/Xvfb'
const [BROWSER] = globSync('/usr/lib/*/webkit2gtk-*/MiniBrowser')

/** Whether this machine has all of it. */
export function hasWebKit(): boolean {
  return BROWSER !== undefined && globSync(DRIVER).length > 0 && globSync(SCREEN).length > 0
}

export async function launchWebKit(): Promise<WebKit> {
  const screen = spawn(SCREEN, ['-displayfd', '1', '-screen', '0', '1000x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  // It says the number of its display when it is there.
  const [number] = (await once(screen.stdout, 'data')) as [Buffer]
  const port = await freePort()
  const driver = spawn(DRIVER, [`--port=${port}`, '--host=127.0.0.1'], {
    env: { ...process.env, DISPLAY: `:${number.toString().trim()}`, LIBGL_ALWAYS_SOFTWARE: '1' },
    stdio: 'ignore',
  })

  async function call<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const { value } = (await answer.json()) as { value: T }
    if (!answer.ok) throw new Error(`WebKit: ${method} ${path} failed: ${JSON.stringify(value)}`)
    return value
  }

  async function ready(tries = 100): Promise<void> {
    try {
      await call('GET', '/status')
    } catch (error) {
      if (tries === 0) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
      await ready(tries - 1)
    }
  }

  await ready()
  const { sessionId } = await call<{ sessionId: string }>('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: BROWSER, args: ['--automation'] } } },
  })
  const session = `/session/${sessionId}`

  return {
    open: (url) => call('POST', `${session}/url`, { url }),
    evaluate: (body, ...args) => call('POST', `${session}/execute/sync`, { script: body, args }),
    async type(keys) {
      const actions = [...keys].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ])
      await call('POST', `${session}/actions`, { actions: [{ type: 'key', id: 'keyboard', actions }] })
    },
    picture: async () => Buffer.from(await call<string>('GET', `${session}/screenshot`), 'base64'),
    async close() {
      await call('DELETE', session)
      for (const started of [driver, screen]) {
        const ended = once(started, 'exit')
        started.kill()
        await ended
      }
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
