import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FIREFOX } from '../browsers.ts'
import { type Driver, expressionOf } from './driver.ts'

/** Firefox with a finger, over WebDriver BiDi: Playwright touches nothing there. */
export async function touchFirefox(): Promise<Driver> {
  if (FIREFOX === undefined) throw new Error('There is no Firefox.')
  const profile = mkdtempSync(join(tmpdir(), 'afterword-firefox-'))
  writeFileSync(join(profile, 'user.js'), "user_pref('dom.w3c_touch_events.enabled', 1)\n")
  const child = spawn(FIREFOX, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const address = await new Promise<string>((resolve, reject) => {
    let output = ''
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const [, found] = /WebDriver BiDi listening on (\S+)/.exec(output) ?? []
      if (found !== undefined) resolve(found)
    })
    child.once('exit', () => reject(new Error(`Firefox ended:\n${output}`)))
  })
  const socket = new WebSocket(`${address}/session`)
  await once(socket, 'open')
  const send = callOver(socket)
  await send('session.new', { capabilities: {} })
  const tab = async (): Promise<Driver> => {
    const { context } = (await send('browsingContext.create', { type: 'tab' })) as { context: string }
    await send('browsingContext.setViewport', { context, viewport: { width: 360, height: 740 } })
    return driverOf(context, send, tab)
  }
  const first = await tab()
  return {
    ...first,
    async close() {
      socket.close()
      const ended = once(child, 'exit')
      child.kill()
      await ended
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

type Send = (method: string, params: object) => Promise<unknown>

interface Answer {
  readonly id?: number
  readonly type: string
  readonly result?: unknown
  readonly message?: string
}

function callOver(socket: WebSocket): Send {
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>()
  let last = 0
  socket.addEventListener('message', ({ data }) => {
    const { id, type, result, message } = JSON.parse(String(data)) as Answer
    const asked = waiting.get(id ?? 0)
    waiting.delete(id ?? 0)
    if (type === 'success') asked?.resolve(result)
    else asked?.reject(new Error(`Firefox: ${message}`))
  })
  return (method, params) =>
    new Promise((resolve, reject) => {
      last += 1
      waiting.set(last, { resolve, reject })
      socket.send(JSON.stringify({ id: last, method, params }))
    })
}

/** Keys that are no letters, as WebDriver writes them. */
const KEYS: Readonly<Record<string, string>> = {
  Tab: '\ue004',
  Enter: '\ue007',
  Escape: '\ue00c',
  ArrowUp: '\ue013',
  ArrowDown: '\ue015',
  ArrowRight: '\ue014',
}

function driverOf(context: string, send: Send, tab: () => Promise<Driver>): Driver {
  const act = (source: object): Promise<unknown> => send('input.performActions', { context, actions: [source] })
  const keys = (values: readonly string[]): Promise<unknown> =>
    act({
      type: 'key',
      id: 'keyboard',
      actions: values.flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]),
    })
  return {
    open: async (url) => void (await send('browsingContext.navigate', { context, url, wait: 'complete' })),
    async ask(question, ...args) {
      const answer = await send('script.evaluate', {
        expression: expressionOf(question, args),
        target: { context },
        awaitPromise: false,
      })
      const { result } = answer as { result: { value: string } }
      return JSON.parse(result.value)
    },
    key: async (name) => void (await keys([KEYS[name] ?? name])),
    type: async (words) => void (await keys([...words])),
    async tap(x, y) {
      await act({
        type: 'pointer',
        id: 'finger',
        parameters: { pointerType: 'touch' },
        actions: [
          { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
          { type: 'pointerDown', button: 0 },
          { type: 'pointerUp', button: 0 },
        ],
      })
    },
    front: async () => void (await send('browsingContext.activate', { context })),
    tab,
    close: async () => void (await send('browsingContext.close', { context })),
  }
}
