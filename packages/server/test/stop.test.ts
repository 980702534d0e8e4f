import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { paths } from '@afterword/storage'
import { afterAll, describe, expect, it } from 'vitest'
import { folders } from './folder.ts'
import { afterword } from './program.ts'
import type { Program } from './program.ts'
import { ORIGIN, PAGE, SITE, newComment, newToken } from './server.ts'
import { readStream } from './stream.ts'

const folder = folders(afterAll)

interface Serving {
  readonly program: Program
  readonly address: string
  readonly port: number
}

async function startServing(data = folder()): Promise<Serving> {
  const settings = { AFTERWORD_DATA: data, PORT: '0' }
  await afterword(['site', 'add', SITE, '--origin', ORIGIN], settings).ended
  const program = afterword(['serve'], settings)
  const [, address = '', port] = await program.says(/listens on (http:\/\/127\.0\.0\.1:(\d+))/)
  return { program, address, port: Number(port) }
}

/** A request whose body comes in two halves, so that the server has begun it and cannot have finished. */
async function begin({ port }: Serving): Promise<{ finish(): Promise<string>; readonly socket: Socket }> {
  const body = JSON.stringify(newComment())
  const half = Math.floor(body.length / 2)
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  const going = new Promise<void>((resolve) => {
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text
      if (answer.includes('100 Continue')) resolve()
    })
  })
  socket.write(
    [
      `POST ${paths.comments(SITE)}?page=${encodeURIComponent(PAGE)} HTTP/1.1`,
      'Host: localhost',
      `Origin: ${ORIGIN}`,
      `Authorization: Bearer ${newToken()}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Expect: 100-continue',
      '\r\n',
    ].join('\r\n'),
  )
  socket.write(body.slice(0, half))
  await going
  return {
    socket,
    async finish() {
      socket.write(body.slice(half))
      await closed
      return answer
    },
  }
}

async function refusesConnections({ port }: Serving): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve((socket.destroy(), false)))
    socket.once('error', () => resolve(true))
  })
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5))
}

// Each is a process of its own, and one of them waits long.
describe('a server that is told to stop', { timeout: 60_000, concurrent: true }, () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`takes no more on ${signal}, finishes what was begun, and exits with 0`, async () => {
      const data = folder()
      const serving = await startServing(data)
      const request = await begin(serving)
      serving.program.signal(signal)
      await until(() => refusesConnections(serving))
      expect(await request.finish()).toContain('HTTP/1.1 201 Created')
      expect(await serving.program.ended).toMatchObject({ code: 0, error: '' })

      const again = await startServing(data)
      const answer = await fetch(`${again.address}${paths.thread(SITE)}?page=${encodeURIComponent(PAGE)}`)
      expect(await answer.json()).toMatchObject({ thread: { count: 1 } })
      again.program.signal(signal)
      await again.program.ended
    })
  }

  it('ends the streams with a hint when to come back', async () => {
    const serving = await startServing()
    const stream = readStream(await fetch(`${serving.address}${paths.events(SITE)}?page=${encodeURIComponent(PAGE)}`))
    await stream.until(({ event }) => event === 'connection')
    serving.program.signal('SIGTERM')
    expect(await stream.until(({ retry }) => retry !== undefined)).toBeDefined()
    expect(await stream.until(() => true)).toBeUndefined()
    expect((await serving.program.ended).code).toBe(0)
  })

  it('does not wait for a connection that is only kept alive', async () => {
    const serving = await startServing()
    const answer = await fetch(`${serving.address}/healthz`)
    expect(await answer.json()).toEqual({ status: 'ok' })
    serving.program.signal('SIGTERM')
    expect((await serving.program.ended).code).toBe(0)
  })

  it('exits at once on a second signal', async () => {
    const serving = await startServing()
    const { socket } = await begin(serving)
    socket.on('error', () => {})
    serving.program.signal('SIGTERM')
    await until(() => refusesConnections(serving))
    serving.program.signal('SIGINT')
    expect((await serving.program.ended).code).toBe(130)
    socket.destroy()
  })

  it('cuts off a request that never ends, and still exits with 0', async () => {
    const serving = await startServing()
    const { socket } = await begin(serving)
    socket.on('error', () => {})
    serving.program.signal('SIGTERM')
    expect((await serving.program.ended).code).toBe(0)
  })
})
