import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newCommentId } from '@afterword/storage'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { conversation } from '../conversation.ts'

const START = fileURLToPath(import.meta.resolve('../start.ts'))
const THREAD = '/v1/sites/example/thread?page=%2Fopen-weights'

interface Started {
  readonly url: string
  readonly lines: readonly string[]
  /** Ctrl-C. Resolves to the exit code. */
  stop(): Promise<number | null>
  kill(): Promise<void>
}

interface Opened {
  readonly thread: { readonly count: number }
}

let folder = ''
let running: Started[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterword-start-'))
  running = []
})
afterEach(async () => {
  await Promise.all(running.map((started) => started.kill()))
  rmSync(folder, { recursive: true, force: true })
})

async function start(port: number): Promise<Started> {
  const env = { PATH: process.env['PATH'], PORT: String(port), AFTERWORD_DATA: folder }
  const child = spawn(process.execPath, [START], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'close')
  let out = ''
  child.stdout.setEncoding('utf8')
  child.stderr.setEncoding('utf8').on('data', (text: string) => (out += text))
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text: string) => {
      out += text
      const found = /^(http:\/\/\S+)\n/m.exec(out)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('close', () => reject(new Error(`It ended: ${out}`)))
  })
  const end = async (signal: 'SIGINT' | 'SIGKILL'): Promise<number | null> => {
    child.kill(signal)
    await ended
    return child.exitCode
  }
  const started: Started = {
    url,
    lines: out.trimEnd().split('\n'),
    stop: () => end('SIGINT'),
    kill: async () => void (await end('SIGKILL')),
  }
  running.push(started)
  return started
}

async function read(url: string): Promise<Opened> {
  const answer = await fetch(new URL(THREAD, url), { headers: { Origin: new URL(url).origin } })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Opened
}

async function post(url: string): Promise<number> {
  const answer = await fetch(new URL(THREAD.replace('thread', 'comments'), url), {
    method: 'POST',
    headers: {
      Origin: new URL(url).origin,
      'Content-Type': 'application/json',
      Authorization: `Bearer awg_${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')}`,
    },
    body: JSON.stringify({ id: newCommentId(), parent: null, name: 'Ada', source: 'I was here.' }),
  })
  return answer.status
}

describe('the start command', { timeout: 120_000 }, () => {
  it('serves the article, the script and the conversation, under an address that stands alone on a line', async () => {
    const { url, lines, stop } = await start(0)
    expect(lines).toContain(url)
    const page = await fetch(url)
    expect(await page.text()).toContain('data-site="example"')
    expect(page.headers.get('Content-Security-Policy')).toContain("require-trusted-types-for 'script'")
    expect((await fetch(new URL('/afterword.js', url))).status).toBe(200)
    expect((await read(url)).thread.count).toBe(conversation.comments.filter(({ removed }) => removed !== true).length)
    for (const path of [
      '/start.ts',
      '/package.json',
      '/node_modules/vite/package.json',
      '/../package.json',
      '/%2e%2e/package.json',
      '/%',
    ]) {
      expect((await fetch(new URL(path, url))).status, path).toBe(404)
    }
    expect(await stop()).toBe(0)
  })

  it('takes the next free port when the wanted one is taken, and says so', async () => {
    const other = createServer()
    other.listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const { url, lines } = await start(port)
    expect(lines.some((line) => line.includes(`Port ${port} is taken`))).toBe(true)
    expect(Number(new URL(url).port)).toBeGreaterThan(port)
    expect((await read(url)).thread.count).toBeGreaterThan(0)
    other.close()
  })

  it('takes any free port when the last of all is taken', async () => {
    const other = createServer()
    other.listen(65_535, '127.0.0.1')
    await once(other, 'listening')
    const { url } = await start(65_535)
    expect((await read(url)).thread.count).toBeGreaterThan(0)
    other.close()
  })

  it('keeps what was written when it is killed and started again', async () => {
    const first = await start(0)
    const before = await read(first.url)
    expect(await post(first.url)).toBe(201)
    await first.kill()
    const second = await start(0)
    expect((await read(second.url)).thread.count).toBe(before.thread.count + 1)
  })

  it('serves two at once from one file, each to its own readers', async () => {
    const first = await start(0)
    const second = await start(0)
    expect(await post(first.url)).toBe(201)
    expect(await post(second.url)).toBe(201)
  })
})
