import { paths } from '@afterword/storage'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { SITE, newToken, post, request, startServer } from './server.ts'
import type { ServerOptions, TestServer } from './server.ts'
import { numberOf, readStream } from './stream.ts'

describe('a stream of events', () => {
  const started: TestServer[] = []
  const start = async (options: ServerOptions = {}): Promise<TestServer> => {
    const server = await startServer(':memory:', options)
    started.push(server)
    return server
  }
  afterEach(async () => {
    await Promise.all(started.splice(0).map((server) => server.close()))
  })

  const open = (server: TestServer): Promise<Response> => server.fetch(request(paths.events(SITE)))

  it('shows a sign of life while nothing happens', async () => {
    const stream = readStream(await open(await start({ keepAlive: 10 })))
    const sign = async (): Promise<unknown> => {
      const message = await stream.until(({ event }) => event === 'connection')
      return JSON.parse(message?.data ?? 'null')
    }
    // And says when at the latest the next one comes.
    for (let signs = 0; signs < 3; signs++) expect(await sign()).toEqual({ type: 'connection', live: true, within: 30 })
  })

  it('is one of six from one neighbourhood, and a place is free again when one ends', async () => {
    let address = '203.0.113.7'
    const server = await start({ clientAddress: () => address })
    const streams = await Promise.all(Array.from({ length: 6 }, async () => readStream(await open(server))))
    address = '203.0.113.99'
    const refused = await open(server)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(await refused.json()).toMatchObject({ code: 'rate-limited' })
    address = '198.51.100.1'
    expect((await open(server)).status).toBe(200)
    address = '203.0.113.99'
    await streams[0]?.close()
    expect((await open(server)).status).toBe(200)
  })

  it('answers a look at once, however many streams there are', async () => {
    const server = await start({ streamsPerAddress: 1 })
    await open(server)
    const answer = await server.fetch(request(paths.events(SITE), { query: { poll: '1' } }))
    expect(await answer.json()).toEqual({ events: [] })
  })

  it('is ended for a reader that does not read, and nobody else notices', async () => {
    const disconnect = vi.fn()
    const server = await start({ disconnect, streamsPerAddress: 2, keepAlive: 50 })
    const slow = await open(server)
    const quick = readStream(await open(server))
    const token = newToken()
    let posted = 0
    for (; posted < 40; posted++) {
      // None like the other: the same again and again is held.
      await post(server, token, { source: `a lot ${'x'.repeat(posted + 1)} `.repeat(9_000 / (posted + 8)) })
      await quick.events(1)
    }
    await vi.waitUntil(() => disconnect.mock.calls.length > 0)
    expect(disconnect).toHaveBeenCalledOnce()
    expect(server.deps.live?.followers).toBe(1)
    await post(server, token)
    expect(await quick.events(1)).toMatchObject([{ seq: posted + 1 }])
    await slow.body?.cancel()
  })

  it('waits for a reader that is slow, and then tells it everything', async () => {
    const server = await start()
    const slow = await open(server)
    const token = newToken()
    const source = 'a lot of words '.repeat(600)
    const total = 120
    for (let posted = 0; posted < total; posted++) await post(server, token, { source })
    const seen = (await readStream(slow).events(total)).map(numberOf)
    expect(seen).toEqual(Array.from({ length: total }, (_, index) => index + 1))
  })

  it('ends with a hint when to come back when the server closes', async () => {
    const server = await start()
    const stream = readStream(await open(server))
    await stream.until(({ event }) => event === 'connection')
    server.deps.live?.close()
    const hint = await stream.until(({ retry }) => retry !== undefined)
    expect(Number(hint?.retry)).toBeGreaterThanOrEqual(2_000)
    expect(await stream.until(() => true)).toBeUndefined()
  })

  it('ends at once when it is opened while the server closes', async () => {
    const server = await start()
    server.deps.live?.close()
    const stream = readStream(await open(server))
    await stream.until(({ retry, event }) => retry !== undefined && event === undefined)
    expect(await stream.until(() => true)).toBeUndefined()
  })
})
