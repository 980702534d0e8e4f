import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { EventSource } from 'eventsource'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { StorageError, newCommentId, type NewComment, type ThreadEvent } from '../src/index.ts'
import { httpAdapter, openAddress, type TokenStore } from '../src/http.ts'

/** A real server that answers each request as the test says, and remembers what it was asked. */
type Answer = (request: IncomingMessage, response: ServerResponse, turn: number) => void

const stopping: (() => Promise<void>)[] = []
afterEach(async () => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  for (const stop of stopping.splice(0)) await stop()
})

async function serverThat(answer: Answer): Promise<{ readonly url: string; readonly asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    answer(request, response, asked.length)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  stopping.push(async () => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

function memoryTokens(): TokenStore & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return { kept, get: (key) => kept.get(key) ?? null, set: (key, token) => void kept.set(key, token) }
}

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body))
}

const THREAD = { page: '/a', seq: 0, count: 0, closed: false }
const EMPTY = {
  comments: [],
  branches: [],
  previous: null,
  next: null,
  thread: THREAD,
  reactions: [],
  editWindow: null,
  passages: [],
}

function comment(): NewComment {
  return { id: newCommentId(), parent: null, source: 'Words.', name: 'Ada' }
}

function stored({ id, parent, source }: NewComment): object {
  return {
    id,
    parent,
    root: id,
    depth: 0,
    seq: 1,
    version: 1,
    status: 'published',
    createdAt: 1,
    editedAt: null,
    author: { id: 'a', name: 'Ada', guest: true },
    body: { source, content: [{ type: 'p', children: [source] }] },
    passage: null,
    reactions: {},
  }
}

const adapterOf = (server: string, timeout = 5_000) =>
  httpAdapter({ server, site: 's', tokens: memoryTokens(), timeout })

describe('the HTTP adapter', () => {
  it('opens a page with one request that needs no preflight', async () => {
    const { url, asked } = await serverThat((_request, response) => json(response, 200, EMPTY))
    expect((await adapterOf(url).open('/a', { order: 'oldest', limit: 5 })).thread).toEqual(THREAD)
    expect(asked.map((request) => request.url)).toEqual(['/v1/sites/s/thread?page=%2Fa&order=oldest&limit=5'])
    expect(asked[0]?.headers.authorization).toBeUndefined()
  })

  it('takes an answer that is on its way already, once', async () => {
    const { url, asked } = await serverThat((_request, response) => json(response, 200, EMPTY))
    const address = openAddress({ server: url, site: 's' }, '/a')
    const adapter = httpAdapter({ server: url, site: 's', opening: { address, response: fetch(address) } })
    await adapter.open('/a')
    expect(asked).toHaveLength(1)
    await adapter.open('/a')
    expect(asked).toHaveLength(2)
  })

  it.each(['', 'comments.example.org', 'ftp://example.org', '//example.org', 'http://'])(
    'refuses the address %j with a remedy',
    (server) => {
      expect(() => httpAdapter({ server, site: 's' })).toThrow(/write it in full, for example https:/)
    },
  )

  const garbage: readonly (readonly [string, string, Answer])[] = [
    [
      'a page of HTML',
      'unavailable',
      (_request, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Hi'),
    ],
    ['half a JSON', 'unavailable', (_request, response) => response.writeHead(200).end('{"thread": {"page"')],
    ['another JSON', 'unavailable', (_request, response) => json(response, 200, { hello: 'world' })],
    [
      'comments that are none',
      'unavailable',
      (_request, response) => json(response, 200, { ...EMPTY, comments: [{ id: 1 }] }),
    ],
    ['null', 'unavailable', (_request, response) => json(response, 200, null)],
    ['an error without words', 'unavailable', (_request, response) => response.writeHead(500).end()],
    ['a proxy’s error', 'unavailable', (_request, response) => response.writeHead(502).end('Bad gateway')],
    ['a page that is not found', 'unavailable', (_request, response) => response.writeHead(404).end('Not found')],
    ['nothing and hangs up', 'offline', (request) => request.socket.destroy()],
  ]

  it.each(garbage)('reads %s as %s', async (_what, code, answer) => {
    const { url } = await serverThat(answer)
    const error: unknown = await adapterOf(url)
      .open('/a')
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(StorageError)
    expect((error as StorageError).code).toBe(code)
  })

  it('says that a server that hangs did not answer in time, and tries no second time', async () => {
    const { url, asked } = await serverThat(() => {})
    await expect(adapterOf(url, 300).open('/a')).rejects.toMatchObject({ code: 'timeout' })
    expect(asked).toHaveLength(1)
  })

  it('gives up on a body that never ends', async () => {
    const { url } = await serverThat((_request, response) => void response.writeHead(200).write('{"comments": ['))
    await expect(adapterOf(url, 300).open('/a')).rejects.toMatchObject({ code: 'timeout' })
  })

  it('tries again when a server is back after a moment', async () => {
    const { url } = await serverThat((_request, response, turn) =>
      turn < 3 ? void response.writeHead(503).end() : json(response, 200, EMPTY),
    )
    expect((await adapterOf(url).open('/a')).thread).toEqual(THREAD)
  })

  it('reads problem details to the last field', async () => {
    const { url } = await serverThat((_request, response) =>
      json(
        response,
        429,
        { type: 'x', title: 'x', status: 429, detail: 'Too many.', code: 'rate-limited', field: 'name', retryAfter: 7 },
        { 'Retry-After': '9' },
      ),
    )
    await expect(adapterOf(url).open('/a')).rejects.toMatchObject({
      code: 'rate-limited',
      message: 'Too many.',
      field: 'name',
      retryAfter: 7,
    })
  })

  it('reads Retry-After where nobody says why', async () => {
    const { url } = await serverThat((_request, response) => response.writeHead(429, { 'Retry-After': '12' }).end())
    await expect(adapterOf(url).create('/a', comment())).rejects.toMatchObject({ code: 'rate-limited', retryAfter: 12 })
  })

  it('asks for the counts of the same pages at the same address, and for many long names in several', async () => {
    const { url, asked } = await serverThat((request, response) => {
      const pages = new URL(request.url ?? '', 'http://x').searchParams.getAll('page')
      json(response, 200, Object.fromEntries(pages.map((page) => [page, page.length])))
    })
    const adapter = adapterOf(url)
    expect(await adapter.counts(['/b', '/a', '/b'])).toEqual({ '/a': 2, '/b': 2 })
    await adapter.counts(['/a', '/b'])
    expect(asked.map((request) => request.url)).toEqual(Array(2).fill('/v1/sites/s/counts?page=%2Fa&page=%2Fb'))
    expect(asked[0]?.headers.authorization).toBeUndefined()
    const long = Array.from({ length: 100 }, (_, index) => `/${'名'.repeat(90)}/${index}`)
    expect(await adapter.counts(long)).toEqual(Object.fromEntries(long.map((page) => [page, page.length])))
    for (const request of asked) expect(request.url?.length).toBeLessThan(4_100)
    expect(asked.length).toBeGreaterThan(3)
  })

  it('takes no count that is none', async () => {
    const { url } = await serverThat((_request, response) => json(response, 200, { '/a': -1 }))
    await expect(adapterOf(url).counts(['/a'])).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('makes a guest’s token at the first write, keeps it, and sends it with nothing that is read', async () => {
    const tokens = memoryTokens()
    const { url, asked } = await serverThat((request, response) => {
      if (request.method !== 'POST') return json(response, 200, EMPTY)
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => json(response, 201, stored(JSON.parse(Buffer.concat(chunks).toString()) as NewComment)))
    })
    const adapter = httpAdapter({ server: url, site: 's', tokens })
    expect(await adapter.viewer('/a')).toEqual({ author: null, own: [], pending: [], reported: [], reactions: {} })
    expect([asked.length, tokens.kept.size]).toEqual([0, 0])
    await adapter.open('/a')
    await adapter.create('/a', comment())
    await adapter.create('/a', comment())
    const [, first, second] = asked.map(({ headers }) => headers.authorization)
    expect(first).toMatch(/^Bearer awg_[A-Za-z0-9_-]{43}$/)
    expect(second).toBe(first)
    expect([...tokens.kept.values()]).toEqual([first?.replace('Bearer ', '')])
  })

  it('has a removal on its way when the call returns: nothing that happens to the page afterwards ends it', async () => {
    const got = Promise.withResolvers<string | undefined>()
    const { url } = await serverThat((request, response) => {
      if (request.method === 'DELETE') got.resolve(request.headers.authorization)
      json(response, 200, null)
    })
    const adapter = adapterOf(url)
    const removing = adapter.remove('/a', newCommentId())
    const ended = expect(removing).rejects.toMatchObject({ code: 'closed' })
    await adapter.close()
    await ended
    expect(await got.promise).toMatch(/^Bearer awg_/)
  })

  it('tries a removal again that did not arrive, and says that nothing is left', async () => {
    const { url, asked } = await serverThat((_request, response, turn) =>
      turn === 1 ? void response.destroy() : json(response, 200, null),
    )
    expect(await adapterOf(url).remove('/a', newCommentId())).toBeNull()
    expect(asked.map(({ method }) => method)).toEqual(['DELETE', 'DELETE'])
  })

  it('asks now and then where there are no streams, and tells each change once', async () => {
    const created = (seq: number): object => ({
      type: 'created',
      seq,
      count: seq,
      comment: { ...stored(comment()), seq },
      replies: 0,
    })
    const { url, asked } = await serverThat((_request, response, turn) =>
      turn === 1
        ? response.writeHead(503).end()
        : json(response, 200, { events: [created(1), created(2), created(1)] }),
    )
    const told: ThreadEvent[] = []
    const adapter = adapterOf(url)
    adapter.subscribe('/a', { since: 0 }, (event) => told.push(event))
    await expect.poll(() => told.filter(({ type }) => type === 'created').length, { timeout: 10_000 }).toBe(2)
    expect(told.map((event) => (event.type === 'connection' ? event.live : event.type))).toEqual([
      true,
      'created',
      'created',
    ])
    expect(asked[0]?.url).toContain('poll=1')
    await adapter.close()
  })

  it('leaves a stream that is cut off without a word, goes on where it was, and says nothing of it', async () => {
    vi.stubGlobal('EventSource', EventSource)
    const { url, asked } = await serverThat((_request, response, turn) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' })
      response.write('event: connection\ndata: {"type":"connection","live":true,"within":300}\n\n')
      // The first is silent after one event; what came meanwhile is told by the second.
      for (const seq of turn === 1 ? [1] : [1, 2]) {
        const event = { type: 'created', seq, count: seq, comment: { ...stored(comment()), seq }, replies: 0 }
        response.write(`id: ${seq}\nevent: created\ndata: ${JSON.stringify(event)}\n\n`)
      }
    })
    const told: ThreadEvent[] = []
    const adapter = adapterOf(url)
    adapter.subscribe('/a', { since: 0 }, (event) => told.push(event))
    await expect.poll(() => told.filter(({ type }) => type === 'created').length, { timeout: 10_000 }).toBe(2)
    expect(told.map((event) => (event.type === 'connection' ? event.live : event.seq))).toEqual([true, 1, 2])
    expect(asked[1]?.url).toContain('since=1')
    await adapter.close()
  })

  it.each([
    ['never open', () => undefined],
    [
      'open and say nothing',
      (response: ServerResponse) =>
        void response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders(),
    ],
  ])('gives up streams that %s, and asks now and then', async (_how, stall) => {
    vi.stubGlobal('EventSource', EventSource)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const isLook = ({ url: address }: IncomingMessage): boolean => address?.includes('poll=1') === true
    const { url, asked } = await serverThat((request, response) => {
      if (isLook(request)) json(response, 200, { events: [] })
      else stall(response)
    })
    const said: boolean[] = []
    const adapter = adapterOf(url, 60_000)
    adapter.subscribe('/a', { since: 0 }, (event) => event.type === 'connection' && said.push(event.live))
    for (let stalled = 1; stalled <= 3; stalled++) {
      await vi.waitUntil(() => asked.length === stalled)
      // First to the end of its time, then to that of the pause.
      await vi.advanceTimersByTimeAsync(20_000)
      await vi.advanceTimersByTimeAsync(4_000)
    }
    await vi.waitUntil(() => asked.length === 4)
    expect(asked.map(isLook)).toEqual([false, false, false, true])
    await vi.waitUntil(() => said.at(-1) === true)
    expect(said.at(-2)).toBe(false)
    await adapter.close()
  })
})
